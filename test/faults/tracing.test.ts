import { expect, test } from 'vitest';
import { scrape, seriesOf } from '../http/scraped.ts';
import { type AppProcess, startProcess } from './app-process.ts';
import { begin, debtOf, stage } from './stage.ts';

const soon = { timeout: 30_000, interval: 250 };

/** Resolves once the App has looked at everything and has nothing left to do. */
async function workedOff(app: AppProcess): Promise<void> {
  const seen = () => app.log.some(({ msg, thing }) => msg === 'settled' && /^backfill/.test(String(thing)));
  await expect.poll(seen, soon).toBe(true);
  const depths = async () => Object.values(seriesOf(await scrape(app.port), 'paydown_queue_depth'));
  await expect.poll(depths, soon).toEqual([0, 0, 0, 0, 0, 0]);
}

test('a delivery can be followed in the log by its GUID, from the door to the changes on GitHub', async () => {
  const { github, env } = await stage();
  const app = await begin(github, { ...env, LOG_LEVEL: 'debug' });
  const pat = github.as('pat').rest.issues;
  const where = { owner: 'acme', repo: 'api' };
  const { data } = await pat.create({ ...where, title: 'Old parser' });
  await github.settled();
  await workedOff(app);
  const before = github.deliveries.length;
  await pat.addLabels({ ...where, issue_number: data.number, labels: ['tech-debt'] });
  await expect.poll(() => debtOf(github), soon).toEqual([{ owners: 1, comments: 1 }]);
  await workedOff(app);

  const labelled = github.deliveries[before];
  expect(labelled).toMatchObject({ event: 'issues', action: 'labeled' });
  const way = app.log.filter(({ guid }) => guid === labelled?.guid);
  expect(way.slice(0, 2).map(({ msg }) => msg)).toEqual(['delivery stored', 'delivery done']);
  const decided = way.findIndex(({ msg, effects }) => msg === 'settled' && `${effects}`.includes('comment'));
  const made = way.findIndex(({ msg, effect }) => msg === 'effect made' && effect === 'comment');
  expect(decided).toBeGreaterThan(1);
  expect(made).toBeGreaterThan(decided);

  // Where a later delivery wanted the same once more, it is that one's; it is always one that GitHub sent.
  const sent = github.deliveries.map(({ guid }) => guid);
  const changes = app.log.filter(({ msg }) => msg === 'effect made');
  expect(changes.map(({ effect }) => effect)).toContain('assign');
  expect(changes.filter(({ guid }) => !sent.includes(guid ?? ''))).toEqual([]);
}, 90_000);

test('what time led to belongs to no delivery', async () => {
  const { env } = await stage();
  const app = await startProcess({ ...env, LOG_LEVEL: 'debug' });
  await workedOff(app);
  const settled = app.log.filter(({ msg }) => msg === 'settled');
  expect(settled.filter(({ guid }) => guid !== undefined)).toEqual([]);
}, 90_000);
