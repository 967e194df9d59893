/** The database goes away in the middle of the work and comes back; the App goes on by itself. */
import { expect, test, vi } from 'vitest';
import { postgresOfFile } from '../postgres/postgres.ts';
import { config, openAcme, opensDebt, redeliverFailed, seen, startApp, writesOf } from './acme.ts';
import { environmentOf } from './app-process.ts';

const postgres = postgresOfFile();

const ISSUES = 16;
const patience = { timeout: 240_000, interval: 1000 };

test('a database that is restarted in mid-job costs nothing, doubles nothing, and ends no process', async () => {
  const github = await openAcme();
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  const env = { ...environmentOf(github, ''), DATABASE_URL: await postgres().database() };
  const apps = await Promise.all(['all', 'worker'].map((ROLE) => startApp(github, { ...env, ROLE })));
  const arrivals = (async () => {
    for (let n = 1; n <= ISSUES; n += 1) await opensDebt(github, `Debt ${n}`);
  })();
  await vi.waitUntil(() => writesOf(github).length > 4, patience);
  await postgres().stop();
  await arrivals;
  await postgres().start();
  await redeliverFailed(github);
  const owned = {
    owners: Array(ISSUES).fill(expect.stringMatching(/^\w+$/)),
    livingComments: Array(ISSUES).fill(1),
  };
  await expect.poll(() => seen(github), patience).toMatchObject({ ...owned, dashboards: 1 });
  expect(await opensDebt(github, 'After it')).toBeGreaterThan(ISSUES);
  const oneMore = {
    owners: [...owned.owners, owned.owners[0]],
    livingComments: [...owned.livingComments, 1],
  };
  await expect.poll(() => seen(github), patience).toMatchObject({ ...oneMore, dashboards: 1 });
  expect(await Promise.all(apps.map((app) => app.kill('SIGTERM')))).toEqual([0, 0]);
}, 600_000);
