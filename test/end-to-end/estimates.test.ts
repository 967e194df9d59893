import { expect, test } from 'vitest';
import { begin, configFile, type IssueAt } from './story.ts';

test('the weekly report holds estimates against what the work took, from five on', async () => {
  const acme = await begin({
    at: '2026-01-06T08:00:00Z',
    configs: { api: configFile({ rotation: { cap: 9 } }) },
  });
  const issues: IssueAt[] = [];
  for (let number = 1; number <= 6; number += 1)
    issues.push(await acme.as('pat').opens('api', `Old ${number}`, { body: 'Effort: 4 hours' }));
  await acme.quiet();
  const [reopened, ...rest] = issues as [IssueAt, ...IssueAt[]];
  await acme.travelTo('2026-01-07T08:00:00Z');
  for (const issue of rest.slice(0, 4)) await acme.as('ana').closes(issue);
  await acme.quiet();
  await acme.travelTo('2026-01-12T09:00:00Z');
  expect((await acme.announcements('api', 'heartbeat')).join()).not.toContain('Estimates');

  await acme.travelTo('2026-01-13T09:00:00Z');
  await acme.as('bo').closes(reopened, 'not_planned');
  const last = rest[4] ?? reopened;
  await acme.as('bo').closes(last);
  await acme.quiet();
  // Guessing better afterwards does not change what was guessed.
  await acme.github.as('pat').rest.issues.update({
    ...{ owner: 'acme', repo: 'api', issue_number: rest[0]?.number ?? 0, body: 'Effort: 10 weeks' },
  });
  await acme.quiet();
  await acme.travelTo('2026-01-19T09:00:00Z');
  const told = (await acme.announcements('api', 'heartbeat')).filter((body) => body.includes('Estimates'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(
    'Estimates: the usual debt issue took 2 times the days it was estimated at (the median of 5 paid in 13 weeks).',
  );
});
