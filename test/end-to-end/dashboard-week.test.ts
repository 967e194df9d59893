import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

const HEAD = '| week | open at its end | came in | paid | otherwise ended | net |';

/** The lines of the table of weeks, without its head. */
function weekLines(body: string): string[] {
  const lines = body.split('\n');
  const head = lines.indexOf(HEAD);
  return head < 0 ? [] : lines.slice(head + 2, lines.indexOf('', head));
}

test('the dashboard shows the newest complete week, from the past before the config on, and turns with the week', async () => {
  const acme = await begin({ at: '2025-12-15T10:00:00Z' });
  const pat = acme.as('pat');
  const first = await pat.opens('api', 'First');
  const second = await pat.opens('api', 'Second');
  await acme.travelTo('2025-12-30T10:00:00Z');
  await pat.closes(first);
  await pat.closes(second, 'not_planned');
  await pat.opens('api', 'Third');
  await acme.travelTo('2026-01-05T10:00:00Z');
  await pat.configures('api', configFile());

  const { body } = await acme.dashboard('api');
  expect(body).toContain(
    '**Too early to say whether debt is creeping.** In 2026-W01 debt shrank by 1: 1 open at its end, 2 a week before.',
  );
  expect(weekLines(body)).toEqual(['| 2026-W01 | 1 | 1 | 1 | 1 | −1 |', '| 2025-W52 | 2 | 0 | 0 | 0 | 0 |']);
  expect(body.indexOf('Too early')).toBeLessThan(body.indexOf('**On duty**'));
  expect(body.indexOf('**On duty**')).toBeLessThan(body.indexOf(HEAD));
  expect(body.indexOf(HEAD)).toBeLessThan(body.indexOf('Nothing waits for an owner.'));

  // What happens in a week that is still running is not told of it yet.
  await pat.opens('api', 'Fourth');
  await pat.opens('api', 'Fifth');
  expect(weekLines((await acme.dashboard('api')).body)).toHaveLength(2);
  await acme.travelTo('2026-01-11T22:59:00Z');
  expect(weekLines((await acme.dashboard('api')).body)[0]).toMatch(/^\| 2026-W01 /);
  await acme.travelTo('2026-01-11T23:00:05Z');
  expect(await acme.announcements('api', 'heartbeat')).toEqual([]);
  const { body: turned } = await acme.dashboard('api');
  expect(turned).toContain('In 2026-W02 debt grew by 2: 3 open at its end, 1 a week before.');
  expect(weekLines(turned)).toEqual([
    '| 2026-W02 | 3 | 2 | 0 | 0 | +2 |',
    '| 2026-W01 | 1 | 1 | 1 | 1 | −1 |',
  ]);
});

test('nothing is said of weeks while no issue has been debt in one that is over', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  expect((await acme.dashboard('api')).body).not.toContain('Too early');
  await acme.as('pat').opens('api', 'Old parser');
  expect(weekLines((await acme.dashboard('api')).body)).toEqual([]);
  await acme.travelTo('2026-01-12T08:00:05Z');
  const { body } = await acme.dashboard('api');
  expect(body).toContain('2026-W02 is the first week of the ledger: 1 open at its end.');
  expect(weekLines(body)).toEqual(['| 2026-W02 | 1 | 1 | 0 | 0 | +1 |']);
});

test('whoever only observes sees the weeks of all repositories, and of a hidden one no more than its number', async () => {
  const file = configFile({ mode: 'observe', home: 'acme/api', rotation: { repositories: ['*'] } });
  const acme = await begin({ configs: { '.github': file } });
  const pat = acme.as('pat');
  await pat.opens('api', 'Seen');
  const hidden = await pat.opens('secret', 'Hidden key');
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(weekLines((await acme.dashboard('api')).body)).toEqual(['| 2026-W02 | 2 | 2 | 0 | 0 | +2 |']);
  await pat.closes(hidden);
  await acme.travelTo('2026-01-19T08:00:05Z');
  const { body } = await acme.dashboard('api');
  expect(weekLines(body)).toEqual(['| 2026-W03 | 1 | 0 | 1 | 0 | −1 |', '| 2026-W02 | 2 | 2 | 0 | 0 | +2 |']);
  expect(body).not.toContain('Hidden key');
  expect(await acme.announcements('api', 'heartbeat')).toEqual([]);
});

test('a closed week that was learned of late is put right, and what stays the same is not edited', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const old = await pat.opens('api', 'Old parser');
  await acme.quiet();
  acme.losesWebhooks();
  await acme.travelTo('2026-01-11T22:30:00Z');
  await pat.closes(old);
  await acme.travelTo('2026-01-11T23:00:05Z');
  expect(weekLines((await acme.dashboard('api')).body)[0]).toBe('| 2026-W02 | 1 | 1 | 0 | 0 | +1 |');
  acme.hearsWebhooks();
  await acme.travelTo('2026-01-13T10:00:00Z');
  const { body, number } = await acme.dashboard('api');
  expect(weekLines(body)[0]).toBe('| 2026-W02 | 0 | 1 | 1 | 0 | 0 |');

  const edits = () =>
    acme.github.requests.filter(({ method, path }) => {
      return method === 'PATCH' && path === `/repos/acme/api/issues/${number}`;
    }).length;
  const before = edits();
  await pat.opens('api', 'No debt', { labels: [] });
  const passing = await pat.opens('api', 'Soon gone');
  await acme.quiet();
  const edited = edits();
  expect(edited).toBeGreaterThan(before);
  await pat.retitles(passing, 'Gone soon');
  await acme.travelTo('2026-01-13T12:00:00Z');
  expect(edits()).toBe(edited);
});
