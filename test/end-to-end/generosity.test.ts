import { expect, test } from 'vitest';
import { say } from './replies.ts';
import { begin, configFile } from './story.ts';

test('the report thanks by name who paid what and who stood in for whom, in the order of their deeds', async () => {
  const acme = await begin({ configs: { api: configFile({ retro: 'each quarter' }) } });
  const pat = acme.as('pat');
  const [parser, lexer] = [await pat.opens('api', 'Old parser'), await pat.opens('api', 'Old lexer')];
  await acme.quiet();
  await acme.travelTo('2026-01-06T10:00:00Z');
  await say(acme, 'cy', parser, '/rotation cover @ana 2026-01-08');
  await acme.travelTo('2026-01-08T10:00:00Z');
  await acme.as('cy').closes(lexer);
  await acme.quiet();
  await acme.travelTo('2026-01-09T10:00:00Z');
  await acme.as('ana').closes(parser);
  await acme.travelTo('2026-01-12T08:00:05Z');

  const [report = ''] = await acme.announcements('api', 'heartbeat');
  expect(report).toContain(
    'Thanks to **cy** and **ana** for paying debt down. Thanks to **cy** (for **ana**) for standing in.',
  );
  const paid = report.split('Paid this week, with thanks:')[1] ?? '';
  expect(paid).toMatch(/^\n\n- .*Old lexer, by \*\*cy\*\*\n- .*Old parser, by \*\*ana\*\*\n/);

  await acme.travelTo('2026-01-19T08:00:05Z');
  const [, next = ''] = await acme.announcements('api', 'heartbeat');
  expect(next).not.toContain('Thanks');
});
