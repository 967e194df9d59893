import { expect, test, vi } from 'vitest';
import { countWrite } from '../../src/queue/budget.ts';
import { openStore } from '../../src/store/index.ts';
import { type Scraped, scrape, seriesOf } from '../http/scraped.ts';
import { begin, configFile, type Story } from './story.ts';

/** A scrape to which the store answered: on a loaded machine it may be late. */
function scraped(acme: Story): Promise<Scraped> {
  const answered = async () => {
    const found = await scrape(acme.app.port);
    return found.get('paydown_store_up') === 1 && found;
  };
  return vi.waitUntil(answered, { timeout: 30_000, interval: 100 });
}

test('a scrape tells what came in, what became of it and what was asked of GitHub', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const before = acme.github.requests.length;
  const atFirst = await scraped(acme);
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const guid = acme.github.deliveries.at(-1)?.guid ?? '';
  await acme.github.redeliver(guid);
  await acme.quiet();

  const now = await scraped(acme);
  const deliveries = seriesOf(now, 'paydown_deliveries_total');
  expect(deliveries['outcome="duplicate"']).toBe(1);
  expect(deliveries['outcome="stored"']).toBe(deliveries['outcome="done"']);
  expect(now.get('paydown_acknowledgement_seconds_count')).toBe((deliveries['outcome="stored"'] ?? 0) + 1);
  expect(now.get('paydown_effects_total{kind="assign",outcome="made"}')).toBe(1);
  expect(seriesOf(now, 'paydown_queue_depth')).toEqual({
    'queue="deliveries"': 0,
    'queue="settles"': 0,
    'queue="effects"': 0,
    'queue="dead_deliveries"': 0,
    'queue="dead_effects"': 0,
    'queue="dead_settles"': 0,
  });

  const comments = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
  expect(now.get(`paydown_github_requests_total{route="${comments}",status="2xx"}`)).toBe(1);
  const byApp = acme.github.requests.slice(before).filter(({ by }) => by === 'paydown[bot]').length;
  const installation = `installation="${acme.github.installationId}"`;
  const requests = `paydown_github_installation_requests_total{${installation},status="2xx"}`;
  expect((now.get(requests) ?? 0) - (atFirst.get(requests) ?? 0)).toBe(byApp);
  const remaining = `paydown_github_budget_remaining{${installation},resource="core"}`;
  expect(now.get(remaining)).toBeLessThan(atFirst.get(remaining) ?? 0);
  expect(now.get(remaining.replace('remaining', 'limit'))).toBe(5000);
});

test('what GitHub fails to do, and what it refuses, shows in the effects and the dead letters', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const { number } = await acme.dashboard('api');
  let failures = 0;
  acme.github.intercept(({ method, path }) => {
    if (method !== 'POST' || !path.startsWith(`/repos/acme/api/issues/${number + 1}/`)) return undefined;
    if (path.endsWith('/assignees')) return { kind: 'answer', status: 404, body: { message: 'Not Found' } };
    failures += 1;
    return failures === 1 ? { kind: 'answer', status: 502, body: { message: 'Bad' } } : undefined;
  });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  await acme.travelTo('2026-01-05T10:10:00Z');
  expect(await acme.comments(parser)).toHaveLength(1);

  const now = await scraped(acme);
  const effects = seriesOf(now, 'paydown_effects_total');
  expect(effects).toMatchObject({
    'kind="comment",outcome="again"': 1,
    'kind="comment",outcome="made"': 1,
    'kind="assign",outcome="dead"': 1,
  });
  expect(now.get('paydown_queue_depth{queue="dead_effects"}')).toBe(1);
  expect(now.get('paydown_queue_oldest_age_seconds{queue="dead_effects"}')).toBeGreaterThan(500);
});

test('what waits for room in the budget for writing shows as put off, and as an effect that waits', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.stopApp();
  const { db, close } = await openStore({ dataDir: acme.dataDir });
  for (let n = 0; n < 70; n += 1) await countWrite(db, acme.github.installationId, 'creation', acme.now());
  await close();
  await acme.startApp();
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  const waiting = await scraped(acme);
  expect(waiting.get('paydown_effects_total{kind="comment",outcome="put_off"}')).toBeGreaterThan(0);
  expect(waiting.get('paydown_effects_total{kind="comment",outcome="made"}')).toBeUndefined();
  expect(waiting.get('paydown_queue_depth{queue="effects"}')).toBe(2);

  await acme.travelTo('2026-01-05T10:10:00Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect((await scraped(acme)).get('paydown_queue_depth{queue="effects"}')).toBe(0);
});

test('a timer that is due late shows at the tick, and not any more once its work is done', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  acme.leapTo('2026-01-12T08:10:00Z');
  await acme.app.tick();
  const late = await scraped(acme);
  // The first night's reconciliation was due days ago.
  expect(late.get('paydown_timer_lag_seconds')).toBeGreaterThan(6 * 24 * 3600);
  expect(late.get('paydown_last_tick_timestamp_seconds')).toBe(Date.parse('2026-01-12T08:10:00Z') / 1000);
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:10:01Z');
  expect((await scraped(acme)).get('paydown_timer_lag_seconds')).toBe(0);
});

test('what rests while the App is suspended is neither late nor a backlog', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  await acme.github.changeInstallation('pat', 'suspend');
  await acme.quiet();
  await acme.as('pat').opens('api', 'Old lexer');
  await acme.travelTo('2026-01-12T08:10:00Z');
  const resting = await scraped(acme);
  expect(resting.get('paydown_timer_lag_seconds')).toBe(0);
  expect(Object.values(seriesOf(resting, 'paydown_queue_depth'))).toEqual([0, 0, 0, 0, 0, 0]);
});

test('uninstalled, nothing in a scrape names the installation any more', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const installation = `installation="${acme.github.installationId}"`;
  const named = async () =>
    [...(await scraped(acme)).keys()].filter((series) => series.includes(installation));
  expect(await named()).not.toEqual([]);
  await acme.github.changeInstallation('pat', 'deleted');
  await acme.quiet();
  expect(await named()).toEqual([]);
});
