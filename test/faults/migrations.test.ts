/** Tables change while processes come and go: once, under a lock, and under the feet of those that run. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { isMigrated, migrateTo } from '../../src/store/migrate.ts';
import type { Database } from '../../src/store/schema.ts';
import { postgresOfFile } from '../postgres/postgres.ts';
import { config, openAcme, opensDebt, seen, startApp } from './acme.ts';
import { environmentOf } from './app-process.ts';

const postgres = postgresOfFile();

const patience = { timeout: 120_000, interval: 500 };

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** Warnings and worse. */
function complaints(said: readonly string[]): string[] {
  return said.filter((line) => !/"level":(10|20|30),/.test(line));
}

test('five processes that start at once on an empty database all get ready, and nobody complains', async () => {
  const github = await openAcme();
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  const env = { ...environmentOf(github, ''), DATABASE_URL: await postgres().database() };
  const roles = ['all', 'all', 'web', 'worker', 'worker'];
  const apps = await Promise.all(roles.map((ROLE) => startApp(github, { ...env, ROLE })));
  await opensDebt(github, 'Old parser');
  const one = { owners: ['ana'], livingComments: [1], dashboards: 1 };
  await expect
    .poll(() => seen(github), patience)
    .toMatchObject({ ...one, owners: [expect.stringMatching(/\w/)] });
  expect(await Promise.all(apps.map((app) => app.kill('SIGTERM')))).toEqual(roles.map(() => 0));
  expect(apps.flatMap(({ said }) => complaints(said))).toEqual([]);
}, 240_000);

test('columns that a newer version adds to every table do not disturb a process that runs', async () => {
  const github = await openAcme();
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  const databaseUrl = await postgres().database();
  const app = await startApp(github, { ...environmentOf(github, ''), DATABASE_URL: databaseUrl });
  const before = await opensDebt(github, 'Before');
  const owned = expect.stringMatching(/\w/);
  await expect.poll(() => seen(github), patience).toMatchObject({ owners: [owned], livingComments: [1] });

  const client = await connect(databaseUrl);
  const { rows } = await client.query(`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name not like 'kysely%'`);
  expect(rows.length).toBeGreaterThan(10);
  for (const { name } of rows) await client.query(`alter table "${name}" add column added_later text`);
  await opensDebt(github, 'After');
  const pat = github.as('pat').rest.issues;
  await pat.update({ owner: 'acme', repo: 'api', issue_number: before, state: 'closed' });
  await expect
    .poll(() => seen(github), patience)
    .toEqual({
      owners: [expect.any(String), owned],
      livingComments: [1, 1],
      dashboards: 1,
      handoffs: 0,
      heartbeats: 0,
    });
  await expect.poll(async () => (await seen(github)).owners[0], patience).toBe('');
  expect(await app.kill('SIGTERM')).toBe(0);
  expect(complaints(app.said)).toEqual([]);
}, 240_000);

test('while a dump holds up the change of a table, a process of the version before goes on', async () => {
  const databaseUrl = await postgres().database();
  const pool = new pg.Pool({ connectionString: databaseUrl });
  // It counts as ended before its connections are: the server may break them first.
  pool.on('error', () => {});
  const older = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  onTestFinished(() => older.destroy());
  await migrateTo(older, '007-tracing-and-health');
  const dump = await connect(databaseUrl);
  await dump.query('begin');
  await dump.query('lock table effects in access share mode');

  const newer = openStore({ databaseUrl });
  const waits = async () => {
    const { rows } = await dump.query('select from pg_locks where not granted and relation = $1::regclass', [
      'effects',
    ]);
    return rows.length;
  };
  await expect.poll(waits, { timeout: 30_000, interval: 20 }).toBe(1);
  const work = older.connection().execute(async (db) => {
    await sql`set statement_timeout = '20s'`.execute(db);
    return db.selectFrom('effects').select('id').execute();
  });
  expect(await work).toEqual([]);
  await dump.query('commit');
  const store = await newer;
  onTestFinished(() => store.close());
  expect(await isMigrated(store.db)).toBe(true);
});
