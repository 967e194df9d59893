import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { environmentOf, startProcess } from '../faults/app-process.ts';
import { scrape } from '../http/scraped.ts';
import { freezable } from './freezable.ts';
import { startPostgres } from './postgres.ts';

const config = `version: 1
rotations:
  - {name: infra, starts: 2020-01-06T09:00, every: 1 week, roster: [ana]}
`;

const soon = { timeout: 30_000, interval: 250 };

/** Longer than any answer may take, in milliseconds. */
const PATIENCE = 10_000;

async function openGitHub(): Promise<Sandbox> {
  const github = await startSandbox({
    seed: {
      organisation: 'acme',
      people: ['ana', 'pat'],
      repositories: [{ name: 'api', labels: ['tech-debt'] }],
    },
  });
  onTestFinished(() => github.close());
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  return github;
}

async function statusOf(port: number, path: string, method = 'GET'): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    signal: AbortSignal.timeout(PATIENCE),
  });
  return answer.status;
}

async function query(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(text);
  await client.end();
}

async function findsAnOwner(github: Sandbox, title: string): Promise<void> {
  const { issues } = github.as('pat').rest;
  const where = { owner: 'acme', repo: 'api' };
  const { data } = await issues.create({ ...where, title, labels: ['tech-debt'] });
  const owners = async () =>
    (await issues.get({ ...where, issue_number: data.number })).data.assignees?.map((user) => user.login);
  await expect.poll(owners, { timeout: 60_000, interval: 250 }).toEqual(['ana']);
}

test('readiness goes with the database, be it mute or down, and comes back with it without a restart', async () => {
  const github = await openGitHub();
  const postgres = await startPostgres();
  const way = await freezable(postgres.port);
  const databaseUrl = postgres.databaseUrl.replace(`:${postgres.port}/`, `:${way.port}/`);
  const app = await startProcess({ ...environmentOf(github, ''), DATABASE_URL: databaseUrl });
  github.deliverTo(`http://127.0.0.1:${app.port}/api/github/webhooks`);
  const ready = () => statusOf(app.port, '/readyz');
  await expect.poll(ready, soon).toBe(200);

  way.freeze();
  expect(await ready()).toBe(503);
  expect((await scrape(app.port)).get('paydown_store_up')).toBe(0);
  expect(await statusOf(app.port, '/healthz')).toBe(200);
  way.thaw();
  await expect.poll(ready, soon).toBe(200);
  await findsAnOwner(github, 'After the silence');

  await postgres.stop();
  await expect.poll(ready, soon).toBe(503);
  await postgres.start();
  await expect.poll(ready, soon).toBe(200);
  await findsAnOwner(github, 'After the restart');
  await expect.poll(async () => (await scrape(app.port)).get('paydown_store_up'), soon).toBe(1);
  expect(await app.kill('SIGTERM')).toBe(0);
}, 180_000);

test('a database whose tables are not those of this version is not ready', async () => {
  const github = await openGitHub();
  const { databaseUrl } = await startPostgres();
  const app = await startProcess({ ...environmentOf(github, ''), DATABASE_URL: databaseUrl });
  await expect.poll(() => statusOf(app.port, '/readyz'), soon).toBe(200);
  await query(databaseUrl, 'drop table kysely_migration');
  expect(await statusOf(app.port, '/readyz')).toBe(503);
});

test('a worker tells its health and what it did, and has no door for deliveries', async () => {
  const github = await openGitHub();
  const { databaseUrl } = await startPostgres();
  const env = { ...environmentOf(github, ''), DATABASE_URL: databaseUrl };
  const web = await startProcess({ ...env, ROLE: 'web' });
  const worker = await startProcess({ ...env, ROLE: 'worker' });
  expect(await statusOf(worker.port, '/healthz')).toBe(200);
  await expect.poll(() => statusOf(worker.port, '/readyz'), soon).toBe(200);
  expect(await statusOf(worker.port, '/api/github/webhooks', 'POST')).toBe(404);

  github.deliverTo(`http://127.0.0.1:${web.port}/api/github/webhooks`);
  await findsAnOwner(github, 'Old parser');
  const assigned = 'paydown_effects_total{kind="assign",outcome="made"}';
  await expect.poll(async () => (await scrape(worker.port)).get(assigned), soon).toBe(1);
  const atTheDoor = await scrape(web.port);
  expect(atTheDoor.get(assigned)).toBeUndefined();
  expect(atTheDoor.get('paydown_deliveries_total{outcome="stored"}')).toBeGreaterThan(0);
}, 120_000);
