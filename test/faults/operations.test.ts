/** The steps of docs/operations.md, done as an operator does them. */
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { type AppProcess, environmentOf, runPaydown, startProcess } from './app-process.ts';

const config = `version: 1
rotations:
  - {name: infra, starts: 2020-01-06T09:00, every: 1 week, cap: 20, roster: [ana]}
`;
const at = { owner: 'acme', repo: 'api' };

type Env = Record<string, string>;

async function stage() {
  const github = await startSandbox({
    seed: {
      organisation: 'acme',
      people: ['ana', 'pat'],
      repositories: [{ name: 'api', labels: ['tech-debt'] }],
    },
  });
  onTestFinished(() => github.close());
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  const folder = await mkdtemp(join(tmpdir(), 'paydown-operations-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  await cp(inject('templateStore'), dataDir, { recursive: true });
  return { github, folder, dataDir, env: environmentOf(github, dataDir) };
}

async function begin(github: Sandbox, env: Env): Promise<AppProcess> {
  const app = await startProcess(env);
  github.deliverTo(`http://127.0.0.1:${app.port}/api/github/webhooks`);
  return app;
}

async function open(github: Sandbox, title: string): Promise<void> {
  await github.as('pat').rest.issues.create({ ...at, title, labels: ['tech-debt'] });
}

/** What everybody sees: who owns each debt issue with how many comments, and how many dashboards there are. */
async function seen(github: Sandbox) {
  const { issues } = github.as('pat').rest;
  const { data } = await issues.listForRepo({ ...at, state: 'all', direction: 'asc', per_page: 100 });
  const debts = data.filter(({ labels }) => labels.length > 0);
  const lines = debts.map(async ({ title, number, assignees }) => {
    const comments = await issues.listComments({ ...at, issue_number: number });
    return [title, ...(assignees ?? []).map(({ login }) => login), comments.data.length].join(' ');
  });
  return { debts: await Promise.all(lines), dashboards: data.length - debts.length };
}

const patience = { timeout: 60_000, interval: 250 };

function untilSeen(github: Sandbox, ...debts: string[]) {
  return expect.poll(() => seen(github), patience).toEqual({ debts, dashboards: 1 });
}

test('debt moves with its owners from a folder to a PostgreSQL and back, and nothing is done twice', async () => {
  const { github, folder, dataDir, env } = await stage();
  const run = async (...args: string[]) => runPaydown(args, runs, folder);
  let runs: Env = env;
  let app = await begin(github, runs);
  await open(github, 'One');
  await untilSeen(github, 'One ana 1');
  const refused = await run('dump', 'live.dump');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.err).toContain(`The data folder ${dataDir} is in use by another Paydown process`);
  expect(refused.err).toContain('Stop that one first; start it again when this is done.');

  await app.kill('SIGTERM');
  await open(github, 'Two');
  expect(await run('dump', 'folder.dump')).toMatchObject({ code: 0 });
  runs = { ...env, DATABASE_URL: (await startPostgres()).databaseUrl };
  expect(await run('restore', 'folder.dump')).toMatchObject({ code: 0 });
  app = await begin(github, runs);
  await untilSeen(github, 'One ana 1', 'Two ana 1');

  expect(await run('dump', 'server.dump')).toMatchObject({ code: 0 });
  await open(github, 'Three');
  await untilSeen(github, 'One ana 1', 'Two ana 1', 'Three ana 1');
  await app.kill('SIGTERM');
  // The dump of the running App is older than its last issue, which is found again.
  runs = { ...env, DATA_DIR: join(folder, 'new') };
  expect(await run('restore', 'server.dump')).toMatchObject({ code: 0 });
  app = await begin(github, runs);
  await open(github, 'Four');
  await untilSeen(github, 'One ana 1', 'Two ana 1', 'Three ana 1', 'Four ana 1');
  expect(await app.kill('SIGTERM')).toBe(0);
}, 300_000);

test('a folder that was copied while the App was stopped is a backup', async () => {
  const { github, folder, dataDir, env } = await stage();
  const first = await begin(github, env);
  await open(github, 'One');
  await untilSeen(github, 'One ana 1');
  await first.kill('SIGTERM');
  await cp(dataDir, join(folder, 'backup'), { recursive: true });
  const second = await begin(github, env);
  await open(github, 'Two');
  await untilSeen(github, 'One ana 1', 'Two ana 1');
  await second.kill('SIGKILL');

  await rename(dataDir, join(folder, 'broken'));
  await cp(join(folder, 'backup'), dataDir, { recursive: true });
  const third = await begin(github, env);
  await open(github, 'Three');
  await untilSeen(github, 'One ana 1', 'Two ana 1', 'Three ana 1');
  expect(await third.kill('SIGTERM')).toBe(0);
}, 300_000);

test('replicas take turns without a gap: the door answers while the old one goes and the new one comes', async () => {
  const { github, env } = await stage();
  const shared = { ...env, DATABASE_URL: (await startPostgres()).databaseUrl };
  const old = await begin(github, shared);
  await open(github, 'One');
  await untilSeen(github, 'One ana 1');
  const young = await startProcess(shared);
  const stopped = old.kill('SIGTERM');
  github.deliverTo(`http://127.0.0.1:${young.port}/api/github/webhooks`);
  await open(github, 'Two');
  expect(await stopped).toBe(0);
  await untilSeen(github, 'One ana 1', 'Two ana 1');
  await young.kill('SIGTERM');
}, 300_000);
