/** Stories of a closed week of which something becomes known later. */
import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

/** On the first minutes of Monday, before the night's reconciliation. */
const early = { heartbeat: { day: 'monday', at: '00:30' } };

test('what became known late of a reported week is told in the next report, with its cause, and once', async () => {
  const acme = await begin({ configs: { api: configFile(early) } });
  const pat = acme.as('pat');
  const lost = await pat.opens('api', 'Old parser');
  await pat.opens('api', 'Old lexer');
  await acme.travelTo('2026-01-11T22:00:00Z');
  acme.losesWebhooks();
  await pat.closes(lost);
  await acme.travelTo('2026-01-11T23:30:05Z');
  acme.hearsWebhooks();
  const [reported = ''] = await acme.announcements('api', 'heartbeat');
  expect(reported).toContain('First week of the ledger: 2 debt issues open.');

  await acme.travelTo('2026-01-18T23:30:05Z');
  const [, next = ''] = await acme.announcements('api', 'heartbeat');
  expect(next).toContain('Nothing moved this week: 1 open, as a week ago.');
  expect(next).toMatch(/^\| 2026-W02 +\| +1 \| +2 \| +1 \|/m);
  expect(next).toContain(
    '- 2026-W02: open 2 → 1, paid 0 → 1, net +2 → +1, for [acme/api#2](https://redirect.github.com/acme/api/issues/2) was paid on Sun 11 Jan 2026.',
  );
  expect((await acme.announcements('api', 'heartbeat'))[0]).toBe(reported);

  await acme.travelTo('2026-01-25T23:30:05Z');
  const [, , last = ''] = await acme.announcements('api', 'heartbeat');
  expect(last).not.toContain('Revised');
});

test('what happens after a week is no revision of it', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  await acme.travelTo('2026-01-12T08:00:05Z');
  await pat.closes(parser);
  await acme.travelTo('2026-01-13T10:00:00Z');
  await pat.reopens(parser);
  await acme.travelTo('2026-01-19T08:00:05Z');
  const [, next = ''] = await acme.announcements('api', 'heartbeat');
  expect(next).toContain('2026-W03: 1 came in − 1 paid = net 0');
  expect(next).not.toContain('Revised');
});

test('weeks that begin elsewhere are counted anew, and say so', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  // Monday has come in Berlin, and not in New York.
  await acme.travelTo('2026-01-11T23:30:00Z');
  await pat.opens('api', 'Old parser');
  await acme.travelTo('2026-01-12T08:00:05Z');
  await acme.travelTo('2026-01-19T08:00:05Z');
  const [, berlin = ''] = await acme.announcements('api', 'heartbeat');
  expect(berlin).toMatch(/^\| 2026-W03 +\| +1 \| +1 \|/m);
  await pat.configures('api', configFile({ timezone: 'America/New_York' }));
  await acme.quiet();
  await acme.travelTo('2026-01-26T14:00:05Z');
  const [, , told = ''] = await acme.announcements('api', 'heartbeat');
  expect(told).toMatch(/^\| 2026-W02 +\| +1 \| +1 \|/m);
  expect(told).toMatch(/^\| 2026-W03 +\| +1 \| +0 \|/m);
  expect(told).toContain(
    '- 2026-W03: inflow 1 → 0, net +1 → 0, for weeks are now those of `America/New_York`, not of `Europe/Berlin`.',
  );
});

test('a report that is due when its hour moves is made once, and the next ones come', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  await acme.as('pat').configures('api', configFile({ timezone: 'America/New_York' }));
  // Nine o'clock in Berlin has passed unheard, and so has nine o'clock in New York.
  await acme.travelTo('2026-01-12T14:00:05Z');
  await acme.travelTo('2026-01-19T14:00:05Z');
  const weeks = (await acme.announcements('api', 'heartbeat')).map((body) => /2026-W\d\d/.exec(body)?.[0]);
  expect(weeks).toEqual(['2026-W02', '2026-W03']);
});
