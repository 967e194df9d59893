import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

test('the first heartbeat knows the history from before the App had a config', async () => {
  const acme = await begin({ at: '2025-12-15T10:00:00Z' });
  const pat = acme.as('pat');
  const first = await pat.opens('api', 'First');
  await pat.opens('api', 'Second');
  await acme.travelTo('2025-12-30T10:00:00Z');
  await pat.closes(first);
  const third = await pat.opens('api', 'Third', { labels: [] });
  await pat.labels(third, 'tech-debt');
  await acme.travelTo('2026-01-05T10:00:00Z');
  await pat.configures('api', configFile());
  await acme.quiet();

  await acme.travelTo('2026-01-12T08:00:05Z');
  const [heartbeat = ''] = await acme.announcements('api', 'heartbeat');
  expect(heartbeat).toContain('<!-- paydown:heartbeat:2026-W02 -->');
  expect(heartbeat).toContain(
    '**Too early to say whether debt is creeping.** Nothing moved this week: 2 open, as a week ago.',
  );
  expect(heartbeat).toMatch(/^\| 2025-W51 +\| +2 \| +2 \| +0 \| +0 \| +0 \| +\+2 \|$/m);
  expect(heartbeat).toMatch(/^\| 2026-W01 +\| +2 \| +1 \| +1 \| +0 \| +0 \| +0 \|$/m);
});

test('it comes every week at the configured local time, with the verdict first and no more than a screen', async () => {
  const heartbeat = { day: 'wednesday', at: '14:30', notify: ['pat'] };
  const acme = await begin({ configs: { api: configFile({ heartbeat, rotation: { cap: 1 } }) } });
  const pat = acme.as('pat');
  const paid = await pat.opens('api', 'Soon paid');
  expect(await acme.owners(paid)).toEqual(['ana']);
  await acme.as('ana').closes(paid);
  await acme.quiet();
  const declined = await pat.opens('api', 'Soon declined');
  await acme.quiet();
  await pat.closes(declined, 'not_planned');
  await acme.quiet();
  await pat.opens('api', 'Owned');
  await acme.quiet();
  await pat.opens('api', 'Waiting for room');
  await acme.quiet();

  await acme.travelTo('2026-01-14T13:29:00Z');
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(1);
  await acme.travelTo('2026-01-14T13:30:05Z');
  const [empty = '', told = '', ...more] = await acme.announcements('api', 'heartbeat');
  expect(more).toEqual([]);
  expect(empty).toContain('<!-- paydown:heartbeat:2026-W01 -->');
  expect(told.split('\n').slice(0, 3)).toEqual([
    '<!-- paydown:heartbeat:2026-W02 -->',
    '**Too early to say whether debt is creeping.** First week of the ledger: 2 debt issues open.',
    '2026-W02: 4 came in − 1 paid − 1 declined = net +2.',
  ]);
  expect(told).toContain('1 issue waits for room under the cap. Next:');
  expect(told).toContain('Thanks to **ana** for paying debt down.');
  expect(told).toContain('@pat: you are told because `heartbeat.notify` in the config names you');
  expect(told.slice(0, told.indexOf('<details>')).trim().split('\n').length).toBeLessThanOrEqual(12);

  await acme.as('pat').opens('api', 'One more');
  await acme.travelTo('2026-01-21T13:30:05Z');
  const [, , third = ''] = await acme.announcements('api', 'heartbeat');
  expect(third).toContain(
    '**Too early to say whether debt is creeping.** Debt grew by 1 this week: 3 open, 2 a week ago.',
  );
});

test('what is deleted or moved away counts as ended otherwise, never as paid', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const [first, second] = [await pat.opens('api', 'First'), await pat.opens('api', 'Second')];
  const third = await pat.opens('api', 'Third');
  await acme.quiet();
  await pat.deletes(first);
  await pat.transfers(second, 'web');
  await pat.unlabels(third, 'tech-debt');
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [heartbeat = ''] = await acme.announcements('api', 'heartbeat');
  expect(heartbeat).toContain('2026-W02: 3 came in − 0 paid − 3 otherwise ended = net 0.');
  expect(heartbeat).not.toContain('Thanks');
});

test('what becomes a discussion was moved away, not paid, be it while the App listens or before', async () => {
  const acme = await begin();
  const pat = acme.as('pat');
  const early = await pat.opens('api', 'Talked about before');
  await pat.closes(await pat.opens('api', 'Paid before'));
  await acme.github.convertIssue('pat', 'api', early.number);
  await pat.configures('api', configFile());
  await acme.quiet();
  const late = await pat.opens('api', 'Talked about later');
  await acme.quiet();
  await acme.github.convertIssue('pat', 'api', late.number);
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [heartbeat = ''] = await acme.announcements('api', 'heartbeat');
  expect(heartbeat).toContain('2026-W02: 3 came in − 1 paid − 2 otherwise ended = net 0.');
});

test('what is deleted or moves away ended then, and not when it last changed', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const [first, second] = [await pat.opens('api', 'First'), await pat.opens('api', 'Second')];
  await acme.quiet();
  await acme.travelTo('2026-01-14T10:00:00Z');
  await pat.deletes(first);
  await pat.transfers(second, 'web');
  await acme.quiet();
  await acme.travelTo('2026-01-19T08:00:05Z');
  const [before = '', told = ''] = await acme.announcements('api', 'heartbeat');
  expect(before).toContain('2026-W02: 2 came in − 0 paid = net +2.');
  expect(told).toContain(
    '2026-W03: 0 came in − 0 paid − 2 otherwise ended = net −2; net +2 the week before.',
  );
  expect(told).not.toContain('Revised');
});

test('a report whose hour is changed while it is due comes once, and the next in its time', async () => {
  const acme = await begin({ configs: { api: configFile({ heartbeat: { at: '09:00' } }) } });
  await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  // While the App is down the report falls due, and its hour is put off to a later one of the same day.
  await acme.stopApp();
  acme.leapTo('2026-01-12T11:30:00Z');
  await acme.as('pat').configures('api', configFile({ heartbeat: { at: '12:00' } }));
  await acme.startApp();
  await acme.travelTo('2026-01-12T11:40:00Z');
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(1);
  await acme.travelTo('2026-01-19T11:00:05Z');
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(2);
}, 90_000);

test('the week that would fall out when the day of the report moves is told with the next', async () => {
  const acme = await begin({ configs: { api: configFile({ heartbeat: { day: 'friday' } }) } });
  await acme.travelTo('2026-01-09T09:00:05Z');
  await acme.travelTo('2026-01-14T10:00:00Z');
  await acme.as('pat').configures('api', configFile({ heartbeat: { day: 'monday' } }));
  await acme.quiet();
  await acme.travelTo('2026-01-19T09:00:05Z');
  await acme.travelTo('2026-01-26T09:00:05Z');
  const weeks = (await acme.announcements('api', 'heartbeat')).map((body) => /\d{4}-W\d\d/.exec(body)?.[0]);
  expect(weeks).toEqual(['2026-W01', '2026-W02', '2026-W03', '2026-W04']);
});
