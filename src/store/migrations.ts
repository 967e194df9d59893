/** Every change of the tables, oldest first. A migration that has landed is never edited. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { UserError } from '../errors.ts';
import type { Database } from './schema.ts';

const migrations: Record<string, Migration> = {
  '001-the-main-job': {
    async up(db: Kysely<unknown>) {
      for (const statement of mainJob) await sql.raw(statement).execute(db);
    },
  },
  '002-recovery': {
    async up(db: Kysely<unknown>) {
      await sql`create table installations (id bigint primary key, state text not null)`.execute(db);
      await sql`create table sweeps (one int primary key, last_id bigint not null)`.execute(db);
      await sql`create table writes (
        installation_id bigint not null, at timestamptz not null, kind text not null)`.execute(db);
      await sql`create index writes_recent on writes (installation_id, at)`.execute(db);
    },
  },
  '003-small-rows': {
    async up(db: Kysely<unknown>) {
      // Bodies come packed: they stay in their row, and PostgreSQL need not try to pack them again.
      await sql`alter table deliveries set (toast_tuple_target = 8160)`.execute(db);
      await sql`alter table deliveries alter column body set storage external`.execute(db);
      await sql`create index effects_line on effects (installation_id, target, id) where state = 'pending'`.execute(
        db,
      );
    },
  },
  '004-access-and-privacy': {
    async up(db: Kysely<unknown>) {
      await sql`alter table installations add column account text, add column permissions jsonb,
        add column events jsonb, add column settings_url text`.execute(db);
      // Work is done for installations that are known, and those of before are.
      await sql`insert into installations (id, state)
        select distinct installation_id, 'active' from repositories on conflict do nothing`.execute(db);
      await sql`alter table repositories add column taken boolean not null default false`.execute(db);
      await sql`alter table posts add column telling text,
        add column retired boolean not null default false`.execute(db);
      await sql`update effects set effect = effect || jsonb_build_object('scopeId',
        substring(effect->>'marker' from 'paydown:dashboard:([0-9]+)/')::bigint)
        where effect->>'kind' = 'dashboard'`.execute(db);
    },
  },
  '005-dead-letters': {
    async up(db: Kysely<unknown>) {
      await sql`alter table settles add column given_up_at timestamptz`.execute(db);
    },
  },
  '006-pauses': {
    async up(db: Kysely<unknown>) {
      await sql`alter table installations add column paused_until timestamptz`.execute(db);
    },
  },
  '007-tracing-and-health': {
    async up(db: Kysely<unknown>) {
      await sql`alter table settles add column guid text`.execute(db);
      await sql`alter table effects add column guid text`.execute(db);
      await sql`create index deliveries_dead on deliveries (received_at) where state = 'dead'`.execute(db);
      await sql`create index effects_dead on effects (created_at) where state = 'dead'`.execute(db);
    },
  },
  '008-begun-effects': {
    async up(db: Kysely<unknown>) {
      await sql`alter table effects add column begun_at timestamptz`.execute(db);
    },
  },
  '009-pauses-of-settling': {
    async up(db: Kysely<unknown>) {
      await sql`alter table installations add column settling_paused_until timestamptz`.execute(db);
    },
  },
  '010-turns-and-covers': {
    async up(db: Kysely<unknown>) {
      await sql`alter table shifts add column turns jsonb, add column serving jsonb`.execute(db);
      await sql`create table covers (
        id bigserial primary key, scope_id bigint not null, rotation text not null, owner text not null,
        substitute text not null, "from" timestamptz not null, "to" timestamptz not null,
        made_by text, made_at timestamptz not null, undone_at timestamptz)`.execute(db);
      await sql`create index covers_of on covers (scope_id, rotation, "to") where undone_at is null`.execute(
        db,
      );
      await sql`create table absences (
        id bigserial primary key, scope_id bigint not null, login text not null, "from" timestamptz not null,
        "to" timestamptz not null, made_by text not null, made_at timestamptz not null,
        undone_at timestamptz)`.execute(db);
      await sql`create index absences_of on absences (scope_id, "to") where undone_at is null`.execute(db);
    },
  },
  '011-commands': {
    async up(db: Kysely<unknown>) {
      await sql`create table commands (
        repository_id bigint not null, comment_id bigint not null, ordinal int not null, number int not null,
        login text not null, line text not null, url text not null, at timestamptz not null, state text not null,
        answer text, change text, primary key (repository_id, comment_id, ordinal))`.execute(db);
      await sql`create index commands_changes on commands (repository_id, at) where change is not null`.execute(
        db,
      );
      await sql`alter table debts add column released_by jsonb not null default '[]',
        add column kept_until timestamptz`.execute(db);
    },
  },
};

const mainJob = [
  `create table deliveries (
    seq bigserial primary key, guid text not null unique, installation_id bigint not null, event text not null,
    body text not null, received_at timestamptz not null, state text not null,
    attempts int not null default 0, run_at timestamptz not null, error text)`,
  `create index deliveries_waiting on deliveries (installation_id, seq) where state = 'waiting'`,
  `create table repositories (
    id bigint primary key, installation_id bigint not null, owner text not null, name text not null,
    visibility text not null, default_branch text not null, archived boolean not null,
    scope_id bigint, config_checked_at timestamptz, backfilled_at timestamptz)`,
  `create index repositories_scope on repositories (scope_id)`,
  `create index repositories_installation on repositories (installation_id, owner, name)`,
  `create table scopes (
    id bigint primary key, installation_id bigint not null, place text not null, config text, broken text,
    home_id bigint, since timestamptz not null)`,
  `create table issues (
    repository_id bigint not null, number int not null, title text not null, html_url text not null,
    author text not null, open boolean not null, state_reason text, labels jsonb not null,
    assignees jsonb not null, created_at timestamptz not null, updated_at timestamptz not null, gone text,
    primary key (repository_id, number))`,
  `create table history (
    repository_id bigint not null, number int not null, at timestamptz not null, source_id bigint not null,
    kind text not null, label text not null, reason text, open boolean, labels jsonb,
    primary key (repository_id, number, at, kind, label, source_id))`,
  `create table spells (
    repository_id bigint not null, number int not null, ordinal int not null, start timestamptz not null,
    "end" timestamptz, outcome text, paid_by jsonb not null, primary key (repository_id, number, ordinal))`,
  `create table debts (
    repository_id bigint not null, number int not null, owner text, given_at timestamptz,
    confirmed_at timestamptz, why text not null, started_at timestamptz, hands_off_until timestamptz,
    unassignable jsonb not null, withdrawing jsonb not null, commented boolean not null, primary key (repository_id, number))`,
  `create table last_given (
    scope_id bigint not null, login text not null, given_at timestamptz not null,
    primary key (scope_id, login))`,
  `create table shifts (
    scope_id bigint not null, rotation text not null, start timestamptz not null, "end" timestamptz not null,
    on_duty jsonb not null, primary key (scope_id, rotation, start))`,
  `create table roster_joins (
    scope_id bigint not null, rotation text not null, login text not null, joined_at timestamptz not null,
    primary key (scope_id, rotation, login))`,
  `create table timers (
    scope_id bigint not null, timer text not null, installation_id bigint not null,
    next_at timestamptz not null, primary key (scope_id, timer))`,
  `create index timers_next on timers (next_at)`,
  `create table periods (
    scope_id bigint not null, timer text not null, period text not null, claimed_at timestamptz not null,
    primary key (scope_id, timer, period))`,
  `create table posts (
    repository_id bigint not null, marker text not null, number int not null, comment_id bigint not null,
    body_hash text not null, primary key (repository_id, number, marker))`,
  `create table settles (
    installation_id bigint not null, key text not null, thing jsonb not null, rank int not null,
    seq bigserial, run_at timestamptz not null, attempts int not null default 0, error text,
    primary key (installation_id, key))`,
  `create table effects (
    id bigserial primary key, installation_id bigint not null, key text not null, target text not null,
    version int not null default 1, effect jsonb not null, state text not null,
    attempts int not null default 0, run_at timestamptz not null, created_at timestamptz not null, error text)`,
  `create unique index effects_pending on effects (installation_id, key) where state = 'pending'`,
];

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
  const newest = await migratedTo(db);
  if (newest !== undefined && !isKnown(newest)) return;
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
}

/** Whether the tables are there, in a form that this version can work with. */
export async function isMigrated(db: Kysely<Database>): Promise<boolean> {
  const known = await new Migrator({ db, provider }).getMigrations();
  return known.every(({ executedAt }) => executedAt !== undefined);
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
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return undefined;
  const newest = sql<{
    name: string | null;
  }>`select max(name) as name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`;
  const { rows } = await newest.execute(db);
  return rows[0]?.name ?? undefined;
}
