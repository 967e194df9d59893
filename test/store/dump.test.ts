import { appendFile, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { runPaydown } from '../faults/app-process.ts';
import { startPostgres } from '../postgres/postgres.ts';

type Location = { DATA_DIR: string } | { DATABASE_URL: string };

async function desk() {
  const folder = await mkdtemp(join(tmpdir(), 'paydown-dump-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const run = (command: 'dump' | 'restore', file: string, where: Location) =>
    runPaydown([command, file], where, folder);
  return {
    run,
    path: (name: string) => join(folder, name),
    async dump(where: Location, file: string) {
      expect(await run('dump', file, where)).toMatchObject({ code: 0 });
      return readFile(join(folder, file), 'utf8');
    },
    async restore(where: Location, file: string) {
      expect(await run('restore', file, where)).toMatchObject({ code: 0 });
    },
    /** A folder of its own, with some rows in it that are easily spoilt. */
    async filled(name: string): Promise<Location> {
      const dataDir = join(folder, name);
      await cp(inject('templateStore'), dataDir, { recursive: true });
      const store = await openStore({ dataDir });
      await fill(store.db as Kysely<unknown>);
      await store.close();
      return { DATA_DIR: dataDir };
    },
  };
}

const TITLE = 'Old\u2028parser \\ "quoted" \t 🪲 \n it\'s €';

async function fill(db: Kysely<unknown>): Promise<void> {
  await sql`insert into issues values (9007199254740991, 7, ${TITLE}, 'https://x', 'pat', true, null,
    ${JSON.stringify([TITLE])}, '[]', '2026-03-29T02:30:00.123456+01:00', now(), null)`.execute(db);
  await sql`insert into deliveries (guid, installation_id, event, body, received_at, state, run_at)
    select n::text, 1, 'fork', repeat(n::text, n), now(), 'waiting', now()
    from generate_series(1, 2000) n`.execute(db);
  await sql`delete from deliveries where seq > 1990`.execute(db);
}

async function openAt(where: Location) {
  const store = await openStore(
    'DATA_DIR' in where ? { dataDir: where.DATA_DIR } : { databaseUrl: where.DATABASE_URL },
  );
  return { store, db: store.db as Kysely<unknown> };
}

test('what was dumped from a folder comes back in a PostgreSQL, and from there in a folder, to the last byte', async () => {
  const { run, dump, restore, filled, path } = await desk();
  const server = { DATABASE_URL: (await startPostgres()).databaseUrl };
  const none = await run('dump', 'none.dump', server);
  expect(none).toMatchObject({ code: 1, out: '' });
  expect(none.err).toMatch(
    /^paydown: DATABASE_URL: there is no store in PostgreSQL \S+ at \S+\. Run this in the folder that has the \.env of `paydown start`, or set DATABASE_URL as it is set there\.\n$/,
  );
  const first = await dump(await filled('first'), 'first.dump');
  expect((await stat(path('first.dump'))).mode & 0o777).toBe(0o600);
  await restore(server, 'first.dump');
  expect(await dump(server, 'second.dump')).toBe(first);
  const again = { DATA_DIR: path('again') };
  await restore(again, 'second.dump');
  expect((await stat(path('again'))).mode & 0o777).toBe(0o700);
  expect(await dump(again, 'third.dump')).toBe(first);

  const { store, db } = await openAt(again);
  const { rows } = await sql`select title, labels from issues`.execute(db);
  expect(rows).toEqual([{ title: TITLE, labels: [TITLE] }]);
  // Numbers that were given out and deleted are not given out again.
  const next =
    await sql`insert into deliveries (guid, installation_id, event, body, received_at, state, run_at)
    values ('x', 1, 'fork', '', now(), 'done', now()) returning seq`.execute(db);
  expect(next.rows).toEqual([{ seq: 2001 }]);
  await store.close();
}, 180_000);

test('a store that is not new is left as it is', async () => {
  const { run, dump, filled } = await desk();
  const [one, other] = [await filled('one'), await filled('other')];
  const server = { DATABASE_URL: (await startPostgres()).databaseUrl };
  await (await openAt(server)).store.close();
  const before = await dump(one, 'one.dump');
  await dump(other, 'other.dump');
  const refused = await run('restore', 'other.dump', one);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.err).toContain('holds a store already');
  expect(await dump(one, 'one-again.dump')).toBe(before);
  expect((await run('restore', 'other.dump', server)).err).toContain('the database is not empty');
}, 180_000);

test('a dump that is damaged restores nothing, and the store stays new', async () => {
  const { run, dump, restore, filled, path } = await desk();
  const text = await dump(await filled('whole'), 'whole.dump');
  const target = { DATA_DIR: path('target') };
  await writeFile(path('cut.dump'), text.slice(0, text.length / 2));
  await writeFile(path('short.dump'), text.slice(0, text.lastIndexOf('\n{')));
  await writeFile(path('long.dump'), text);
  await appendFile(path('long.dump'), '{}\n');
  for (const [file, reason] of [
    ['cut.dump', ''],
    ['short.dump', 'The dump is cut short'],
    ['long.dump', 'The dump has more lines than it says'],
  ] as const) {
    const { code, err } = await run('restore', file, target);
    expect(code, file).toBe(1);
    expect(err).toContain(reason);
  }
  await restore(target, 'whole.dump');
  expect(await dump(target, 'target.dump')).toBe(text);
}, 180_000);

test.each([
  ['no dump', 'version: 1\n', 'is not a dump of Paydown'],
  ['an empty file', '', 'is not a dump of Paydown'],
  [
    'the dump of a newer version',
    '{"format":"paydown dump 1","migration":"999-later","tables":[],"sequences":[]}\n',
    'made by a newer Paydown',
  ],
])('%s is said to be so', async (_what, content, message) => {
  const { run, path } = await desk();
  await writeFile(path('a.dump'), content);
  const { code, err } = await run('restore', 'a.dump', { DATA_DIR: path('new') });
  expect(code).toBe(1);
  expect(err).toContain(message);
  await expect(stat(path('new'))).rejects.toThrow('ENOENT');
});

test('a dump of an older version is restored, and brought up to date', async () => {
  const { dump, restore, path } = await desk();
  const head = {
    format: 'paydown dump 1',
    migration: '001-the-main-job',
    tables: [{ name: 'last_given', rows: 1 }],
    sequences: [],
  };
  const row = { scope_id: 7, login: 'ana', given_at: '2026-01-05T10:00:00+00:00' };
  await writeFile(path('old.dump'), `${JSON.stringify(head)}\n${JSON.stringify(row)}\n`);
  const where = { DATA_DIR: path('new') };
  await restore(where, 'old.dump');
  const [first = '', ...rows] = (await dump(where, 'new.dump')).trim().split('\n');
  expect(JSON.parse(first).migration > head.migration).toBe(true);
  expect(rows.map((line) => JSON.parse(line))).toEqual([row]);
}, 180_000);

test('a dump overwrites nothing, and makes no store where there is none', async () => {
  const { run, path } = await desk();
  await writeFile(path('there.dump'), 'precious');
  const where = { DATA_DIR: path('typo') };
  expect((await run('dump', 'there.dump', where)).err).toContain(
    'there.dump cannot be made: it is there already',
  );
  expect(await readFile(path('there.dump'), 'utf8')).toBe('precious');
  expect((await run('dump', 'new.dump', where)).err).toContain(`there is no store in ${path('typo')}`);
  await expect(stat(path('new.dump'))).rejects.toThrow('ENOENT');
  await expect(stat(path('typo'))).rejects.toThrow('ENOENT');
});
