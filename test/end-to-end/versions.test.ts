import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { begin, configFile } from './story.ts';

/** Leaves behind what a newer version may: more columns, and work of kinds that this one has never heard of. */
async function newerVersionWasHere(db: Kysely<unknown>, installation: number): Promise<void> {
  for (const table of ['issues', 'debts', 'settles', 'effects', 'deliveries'])
    await sql`alter table ${sql.table(table)} add column later text`.execute(db);
  await sql`insert into kysely_migration values ('999-later', '2999-01-01T00:00:00.000Z')`.execute(db);
  await sql`insert into timers values (1, 'later', ${installation}, '2026-01-01T00:00:00Z')`.execute(db);
  await sql`insert into settles (installation_id, key, thing, rank, run_at)
    values (${installation}, 'later', '{"kind":"later"}', 0, '2026-01-01T00:00:00Z')`.execute(db);
  await sql`insert into effects (installation_id, key, target, effect, state, run_at, created_at)
    select ${installation}, 'later', 'later', json_build_object('kind', 'later', 'repositoryId', id), 'pending',
      '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from repositories limit 1`.execute(db);
}

async function leftOver(db: Kysely<unknown>): Promise<unknown[]> {
  const { rows } = await sql`select 'timer' as what from timers where timer = 'later'
    union all select 'wish' from settles where key = 'later'
    union all select 'effect' from effects where key = 'later' and state = 'pending'`.execute(db);
  return rows;
}

test('on the tables of a newer version the older one works on, and leaves what it does not know', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.quiet();
  const atRest = async <T>(look: (db: Kysely<unknown>) => Promise<T>): Promise<T> => {
    await acme.stopApp();
    const store = await openStore({ dataDir: acme.dataDir });
    const seen = await look(store.db as Kysely<unknown>);
    await store.close();
    await acme.startApp();
    return seen;
  };
  await atRest((db) => newerVersionWasHere(db, acme.github.installationId));
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await atRest(leftOver)).toEqual([{ what: 'timer' }, { what: 'wish' }, { what: 'effect' }]);
});
