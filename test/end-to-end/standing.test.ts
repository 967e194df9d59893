import { expect, test } from 'vitest';
import { withAgreement } from './decisions-story.ts';
import { say } from './replies.ts';
import { begin, configFile } from './story.ts';

test('the details tell what is left for now, what is overdue, and what was given to whom', async () => {
  const { acme, parser } = await withAgreement({ file: { rotation: { every: '2 weeks', cap: 1 } } });
  await acme.as('pat').opens('api', 'Old lexer');
  await acme.quiet();
  const linter = await acme.as('pat').opens('api', 'Old linter');
  await acme.quiet();
  await say(acme, 'bo', linter, '/debt accept until 2026-01-20 because nobody runs it');
  // Nights see what waits.
  await acme.travelTo('2026-01-06T10:00:00Z');
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [first = ''] = await acme.announcements('api', 'heartbeat');
  expect(first).toContain('- Left for now by a decision: 1 accepted');
  expect(first).not.toContain('Overdue');
  expect(first).toMatch(
    new RegExp(
      `Given since Mon 5 Jan 2026, to whoever has it now:\\n\\n- \\[acme/api#${parser.number}\\]\\(.*\\) Old parser, to \\*\\*ana\\*\\*\\n\\n`,
    ),
  );
  await acme.travelTo('2026-01-19T03:00:00Z');
  await acme.travelTo('2026-01-19T08:00:05Z');
  await acme.travelTo('2026-01-26T08:00:05Z');
  const later = (await acme.announcements('api', 'heartbeat')).at(-1) ?? '';
  expect(later).not.toContain('Left for now');
  expect(later).toContain(
    '- Overdue: 1 accepted until a date that has come and 1 waiting for room for longer than a shift',
  );
});

test('old debt that has just begun to wait is not overdue', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { roster: ['ana'], cap: 1 } }) } });
  const pat = acme.as('pat');
  expect(await acme.owners(await pat.opens('api', 'Old parser'))).toEqual(['ana']);
  const linter = await pat.opens('api', 'Old linter', { assignees: ['dee'] });
  for (const week of ['2026-01-12T08:00:05Z', '2026-01-19T08:00:05Z', '2026-01-25T10:00:00Z'])
    await acme.travelTo(week);
  await pat.unassigns(linter, 'dee');
  expect(await acme.owners(linter)).toEqual([]);
  await acme.travelTo('2026-01-26T08:00:05Z');
  const told = (await acme.announcements('api', 'heartbeat')).at(-1) ?? '';
  expect(told).toContain('1 issue waits for room under the cap');
  expect(told).not.toContain('Overdue');
});
