import { existsSync } from 'node:fs';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { fromPglite, PgBoss } from 'pg-boss';
import { fileTrouble, UserError } from '../errors.ts';
import { CourteousPGlite } from './courteous-pglite.ts';
import { durably, forceAll } from './durable-folder.ts';
import { AT_UPKEEP, AT_WORK, lineTo, type Silence } from './line.ts';
import { lockFolder } from './lock.ts';
import { type Locks, noLocks, openLocks } from './locks.ts';
import { isMigrated, migrate } from './migrate.ts';
import { demandRights } from './rights.ts';
import type { Database } from './schema.ts';
import { keepTidy } from './upkeep.ts';

export type Store = {
  readonly db: Kysely<Database>;
  readonly boss: PgBoss;
  /** Whether other processes may share this store: decides who may clear what a dead process left. */
  readonly shared: 'alone' | 'shared';
  readonly locks: Locks;
  close(): Promise<void>;
};

export type StoreLocation = { dataDir: string } | { databaseUrl: string };

const INT8 = 20;
const bossOptions = { schedule: false, useListenNotify: true, superviseIntervalSeconds: 30 };

/** Opens the store and brings its tables up to date. @throws UserError when the folder is in use. */
export async function openStore(location: StoreLocation, silence = AT_WORK): Promise<Store> {
  const opened = await connect(location, TO_RUN);
  try {
    await migrate(opened.db);
    if ('dataDir' in location) return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
  await opened.close();
  return openServer(location.databaseUrl, silence);
}

/**
 * Joins a PostgreSQL that a Paydown keeps, to look in or to ring: its tables stay as they are, and nobody's work is
 * taken over.
 *
 * @throws UserError when it cannot be reached, or is not in the form that this version works with
 */
export async function joinStore(databaseUrl: string): Promise<Store> {
  const joined = await openServer(databaseUrl, AT_WORK, { migrate: false, supervise: false });
  const { db, boss } = joined;
  const close = async () => {
    await boss.stop({ graceful: false });
    await joined.close();
  };
  // Whatever breaks shows in the next query.
  boss.on('error', () => {});
  try {
    if (!(await isMigrated(db))) throw new Error('its tables are older, or not there');
    await boss.start();
    return { ...joined, close };
  } catch (cause) {
    await close();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(
      `DATABASE_URL: the database is not ready for this version of Paydown (${why}). Start Paydown on it first.`,
      { cause },
    );
  }
}

/** What to do where a folder is in use, for whoever wants to run on it, or only to dump or restore it. */
const TO_RUN =
  'Stop that one first, give this one a folder of its own with DATA_DIR, or keep the records in a PostgreSQL, which several may use (DATABASE_URL).';
const FOR_UPKEEP = 'Stop that one first; start it again when this is done.';

/** Opens the store for upkeep, and leaves its tables as they are. @throws UserError when the folder is in use */
export function connect(location: StoreLocation, remedy = FOR_UPKEEP): Promise<Store> {
  return 'dataDir' in location
    ? openFolder(location.dataDir, remedy)
    : openServer(location.databaseUrl, AT_UPKEEP);
}

/** Where a data folder keeps its database. */
export function databaseIn(dataDir: string): string {
  return join(dataDir, 'pglite');
}

/** PGlite with a small memory footprint. What it committed outlives a crash of the machine. */
async function openFolder(dataDir: string, remedy: string): Promise<Store> {
  await makeFolder(resolve(dataDir)).catch((cause: unknown) => {
    throw new UserError(`DATA_DIR: the folder ${dataDir} cannot be made or used: ${fileTrouble(cause)}.`, {
      cause,
    });
  });
  const lock = lockFolder(dataDir, remedy);
  // Each thread that compiles WebAssembly keeps some 20 MB for good, and there is little to compile.
  setFlagsFromString('--wasm-num-compilation-tasks=1');
  const folder = databaseIn(dataDir);
  const isNew = !existsSync(folder);
  const pglite = new CourteousPGlite({
    ...durably(folder),
    // Each piece of the log is 16 MB, which to fill with zeros first would hold up whoever waits for a commit.
    postgresqlconf: ['shared_buffers=8MB', 'max_connections=3', 'wal_buffers=1MB', 'wal_init_zero=off'],
    parsers: { [INT8]: Number },
  });
  await pglite.waitReady;
  if (isNew) await forceAll(folder);
  // PGlite lets everybody read and write its files: the folder around them must not, also where others may enter ours.
  await chmod(folder, 0o700);
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
  const boss = new PgBoss({ db: fromPglite(pglite), backend: 'pglite', ...bossOptions });
  const stopTidying = keepTidy(pglite);
  const close = async () => {
    await stopTidying();
    await db.destroy();
    lock.release();
  };
  return { db, boss, shared: 'alone', locks: noLocks, close };
}

/** Node's own way of making the folders above as well never comes back where none can be made, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  const above = dirname(folder);
  if (!existsSync(above)) await makeFolder(above);
  await mkdir(folder, { mode: 0o700 }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error;
  });
}

/** In an operator's words (PostgreSQL, "PostgreSQL Error Codes"). */
function unreachable({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case '28P01':
    case '28000':
      return 'PostgreSQL does not let this user in: the name or the password is wrong.';
    case '3D000':
      return 'there is no such database; make it with createdb.';
    default:
      return `the database cannot be reached (${code ?? message}).`;
  }
}

async function openServer(
  connectionString: string,
  silence: Silence,
  options: { migrate?: false; supervise?: false } = {},
): Promise<Store> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, Number);
  const line = lineTo(connectionString, silence.queries);
  const pool = new pg.Pool({ ...line, types, max: 10 });
  // A connection that breaks is replaced, and whoever used it is told by the failing query. Without these listeners
  // it would end the process: the pool's own is taken off a connection that is in use.
  pool.on('error', () => {});
  pool.on('connect', (connection) => connection.on('error', () => {}));
  await pool.query('select 1').catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`DATABASE_URL: ${unreachable(cause)}`, { cause });
  });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  await demandRights(db).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  const boss = new PgBoss({ ...line, ...bossOptions, ...options });
  const locks = openLocks(connectionString, silence.locks);
  const close = async () => {
    await locks.close();
    await db.destroy();
  };
  return { db, boss, shared: 'shared', locks, close };
}
