/**
 * A dump holds everything that is known, as text that any store takes back. Its first line says what follows; each
 * line after it is a row, as JSON that PostgreSQL itself wrote, so that nothing is rounded or read differently.
 * pg-boss's tables are not in it: they hold bells alone, and the App makes them anew.
 */
import { existsSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { migratedTo } from './migrate.ts';
import { storeName } from './name.ts';
import { connect, databaseIn, type StoreLocation } from './open.ts';
import type { Db } from './sql.ts';

export const Head = z.strictObject({
  format: z.literal('paydown dump 1'),
  /** The tables are as they were after this migration. */
  migration: z.string(),
  /** In the order in which their rows follow. */
  tables: z.array(z.strictObject({ name: z.string(), rows: z.int().nonnegative() })),
  /** The last number that each has given out. */
  sequences: z.array(z.strictObject({ name: z.string(), value: z.int() })),
});
export type Head = z.infer<typeof Head>;

/** How many rows are held in memory at once: a delivery that waits may be large. */
const PAGE = 100;

/**
 * Dumps a store as it is at one moment; a PostgreSQL may be in use meanwhile.
 *
 * @returns how many rows were written
 * @throws UserError where there is no store, or its folder is in use
 */
export async function dumpStore(location: StoreLocation, out: Writable): Promise<number> {
  if ('dataDir' in location && !existsSync(databaseIn(location.dataDir))) {
    throw new UserError(noStore('DATA_DIR', location.dataDir));
  }
  const { db, close } = await connect(location);
  try {
    const moment = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    return await moment.execute(async (trx) => {
      const head = await headOf(trx, location);
      await pipeline(linesOf(trx, head), out);
      return rowsIn(head);
    });
  } finally {
    await close();
  }
}

export function rowsIn({ tables }: Head): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

/** The tables of the house; how far they are migrated is another matter. */
export async function tableNames(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = current_schema() and tablename not like 'kysely_migration%' order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

function noStore(setting: string, place: string): string {
  return `${setting}: there is no store in ${place}. Run this in the folder that has the .env of \`paydown start\`, or set ${setting} as it is set there.`;
}

async function headOf(db: Db, location: StoreLocation): Promise<Head> {
  const migration = await migratedTo(db);
  if (migration === undefined) {
    const setting = 'dataDir' in location ? 'DATA_DIR' : 'DATABASE_URL';
    throw new UserError(noStore(setting, storeName(location)));
  }
  const tables: Head['tables'] = [];
  for (const name of await tableNames(db)) {
    const count = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(db);
    tables.push({ name, rows: count.rows[0]?.rows ?? 0 });
  }
  const sequences = await sql<{ name: string; value: number }>`
    select sequencename as name, last_value as value from pg_sequences
    where schemaname = current_schema() and last_value is not null order by 1`.execute(db);
  return { format: 'paydown dump 1', migration, tables, sequences: sequences.rows };
}

async function* linesOf(db: Db, head: Head): AsyncGenerator<string> {
  yield `${JSON.stringify(head)}\n`;
  for (const { name } of head.tables) {
    await sql`declare dump no scroll cursor for
      select row_to_json(t)::text as line from ${sql.table(name)} t`.execute(db);
    for (;;) {
      const { rows } = await sql<{ line: string }>`fetch ${sql.lit(PAGE)} from dump`.execute(db);
      if (rows.length === 0) break;
      yield rows.map(({ line }) => `${line}\n`).join('');
    }
    await sql`close dump`.execute(db);
  }
}
