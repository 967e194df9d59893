/** Brings the tables of a store from one version to the next. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { UserError } from '../errors.ts';
import { migrations } from './migrations/index.ts';
import type { Database } from './schema.ts';

/**
 * How long a change waits for a table, in milliseconds. A dump that runs holds it up; and whoever wants to read the
 * table meanwhile, an older version at its work say, waits behind the change (PostgreSQL, "Explicit Locking").
 */
const LOCK_PATIENCE = 1000;
/** After which time it is tried again, and how often: a dump takes minutes. */
const LOCK_PAUSE = 3000;
const LOCK_ATTEMPTS = 200;

const provider: MigrationProvider = {
  getMigrations: async () =>
    Object.fromEntries(Object.entries(migrations).map(([name, { up }]) => [name, { up: impatient(up) }])),
};

function impatient(up: Migration['up']): Migration['up'] {
  return async (db) => {
    await sql`set local lock_timeout = ${sql.lit(LOCK_PATIENCE)}`.execute(db);
    await up(db);
  };
}

/**
 * Brings the tables up to date; Kysely's lock keeps replicas that start together from doing it twice. Tables of a newer
 * version are left as they are: replicas of both overlap in an upgrade, and migrations leave the older one able to work.
 */
export async function migrate(db: Kysely<Database>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await migrateOnce(db);
    } catch (error) {
      const retry = error instanceof Error && 'code' in error ? retries[`${error.code}`] : undefined;
      if (!retry) throw error;
      if (attempt >= retry.attempts) throw new UserError(retry.hint, { cause: error });
      await sleep(retry.pause);
    }
  }
}

/** What passes by itself (PostgreSQL, "PostgreSQL Error Codes"); pauses in milliseconds. */
const retries: Readonly<Record<string, { attempts: number; pause: number; hint: string }>> = {
  // Kysely lists every schema, and one that another process is just making (pg-boss's) may be there by half.
  '3F000': {
    attempts: 10,
    pause: 200,
    hint: 'DATABASE_URL: the schemas of the database are being changed. Start again once that is over.',
  },
  '55P03': {
    attempts: LOCK_ATTEMPTS,
    pause: LOCK_PAUSE,
    hint: 'DATABASE_URL: the tables cannot be changed while somebody holds them (a dump?). Start again once that is over.',
  },
};

async function migrateOnce(db: Kysely<Database>): Promise<void> {
  const applied = await appliedTo(db);
  // Kysely would list every column of every table first, on each start.
  if (knowsAll(applied) || !applied.every(isKnown)) return;
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
}

/** Whether the tables are there, in a form that this version can work with. */
export async function isMigrated(db: Kysely<Database>): Promise<boolean> {
  return knowsAll(await appliedTo(db));
}

function knowsAll(applied: readonly string[]): boolean {
  return Object.keys(migrations).every((name) => applied.includes(name));
}

/** Makes the tables of an empty database as they were after a migration. */
export async function migrateTo(db: Kysely<Database>, name: string): Promise<void> {
  const { error } = await new Migrator({ db, provider }).migrateTo(name);
  if (error) throw error;
}

export function isKnown(migration: string): boolean {
  return Object.hasOwn(migrations, migration);
}

/** The newest migration that a database went through; undefined where it holds no Paydown. */
export async function migratedTo(db: Kysely<Database>): Promise<string | undefined> {
  return (await appliedTo(db)).at(-1);
}

/** The migrations that a database went through, oldest first; none where it holds no Paydown. */
async function appliedTo(db: Kysely<Database>): Promise<string[]> {
  const table = sql<{ there: boolean }>`select to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null as there`;
  const { rows } = await table.execute(db);
  if (!rows[0]?.there) return [];
  const applied = sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name collate "C"`;
  return (await applied.execute(db)).rows.map(({ name }) => name);
}
