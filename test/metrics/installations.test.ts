import { expect, test } from 'vitest';
import { createMetrics, type GitHubRequest } from '../../src/metrics/index.ts';
import { addMs, DAY, HOUR } from '../../src/time.ts';

function counting() {
  const clock = { now: new Date('2026-01-05T10:00:00Z') };
  const metrics = createMetrics({ clock: () => clock.now, backlog: async () => [] });
  const asks = (asker: GitHubRequest['asker'], budget?: GitHubRequest['budget']) =>
    metrics.githubRequest({ asker, route: 'GET /repos/{owner}/{repo}', status: 200, budget });
  const series = async (prefix: string) =>
    (await metrics.scrape()).text.split('\n').filter((line) => line.startsWith(`${prefix}{`));
  return { clock, metrics, asks, series };
}

const REQUESTS = 'paydown_github_installation_requests_total';
const REMAINING = 'paydown_github_budget_remaining';

test('an uninstalled installation leaves no series behind, and the others keep theirs', async () => {
  const { clock, metrics, asks, series } = counting();
  const budget = { resource: 'core', limit: 5000, remaining: 4999, resetAt: addMs(clock.now, HOUR) };
  asks(7, budget);
  asks(8, budget);
  metrics.forget(7);
  expect(await series(REQUESTS)).toEqual([`${REQUESTS}{installation="8",status="2xx"} 1`]);
  expect(await series(REMAINING)).toEqual([`${REMAINING}{installation="8",resource="core"} 4999`]);
});

test('an installation for which nothing is asked for two days is forgotten, one asked for nightly is not', async () => {
  const { clock, asks, series } = counting();
  asks(7);
  asks(8);
  clock.now = addMs(clock.now, DAY);
  asks(8);
  clock.now = addMs(clock.now, DAY + HOUR);
  expect(await series(REQUESTS)).toEqual([`${REQUESTS}{installation="8",status="2xx"} 2`]);
});

test('what was left of a budget is told until its window ends: of the next one nothing is known', async () => {
  const { clock, asks, series } = counting();
  const resetAt = addMs(clock.now, HOUR);
  asks(7, { resource: 'core', limit: 5000, remaining: 12, resetAt });
  asks(7, { resource: 'graphql', limit: 5000, remaining: 3, resetAt: addMs(resetAt, HOUR) });
  expect(await series(REMAINING)).toEqual([
    `${REMAINING}{installation="7",resource="core"} 12`,
    `${REMAINING}{installation="7",resource="graphql"} 3`,
  ]);
  clock.now = resetAt;
  expect(await series(REMAINING)).toEqual([`${REMAINING}{installation="7",resource="graphql"} 3`]);
});
