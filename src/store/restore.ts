import { sql } from 'kysely';
import { UserError } from '../errors.ts';
import { Head, rowsIn, tableNames } from './dump.ts';
import { isKnown, migrate, migratedTo, migrateTo } from './migrate.ts';
import { connect, type StoreLocation } from './open.ts';
import type { Db } from './sql.ts';

/** About how much one INSERT takes, in characters. */
const BATCH = 1_000_000;

/**
 * Fills a new store with a dump, in one transaction: all of it is there, or nothing.
 *
 * @param lines of the dump, without their line breaks
 * @returns how many rows were read
 * @throws UserError where the dump is none, is cut short or is newer than this version, or the store is not new
 */
export async function restoreStore(location: StoreLocation, lines: AsyncIterator<string>): Promise<number> {
  const head = readHead(await lines.next());
  const { db, close } = await connect(location);
  try {
    await db.transaction().execute(async (trx) => {
      await refuseUnlessNew(trx, location);
      await migrateTo(trx, head.migration);
      for (const { name, rows } of head.tables) {
        for await (const batch of batches(lines, rows)) await insert(trx, name, batch);
      }
      if (!(await lines.next()).done)
        throw new UserError('The dump has more lines than it says: it is damaged.');
      for (const { name, value } of head.sequences) {
        await sql`select setval(${name}::regclass, ${value})`.execute(trx);
      }
      await migrate(trx);
    });
    return rowsIn(head);
  } finally {
    await close();
  }
}

function readHead(line: IteratorResult<string, unknown>): Head {
  const result = Head.safeParse(parse(line.done ? '' : line.value));
  if (!result.success)
    throw new UserError('The file is not a dump of Paydown: name one that `paydown dump` wrote.');
  const { migration } = result.data;
  if (isKnown(migration)) return result.data;
  throw new UserError(
    `The dump was made by a newer Paydown (its tables are those of ${migration}). Restore it with that version.`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function refuseUnlessNew(db: Db, location: StoreLocation): Promise<void> {
  const [table = await migratedTo(db)] = await tableNames(db);
  if (table === undefined) return;
  const where =
    'dataDir' in location
      ? `DATA_DIR: ${location.dataDir} holds a store already. Move it away, or name another folder`
      : `DATABASE_URL: the database is not empty (it has a table ${table}). Create another, and name that one`;
  throw new UserError(`${where}: a dump is restored into a new store, and never merged.`);
}

/** The lines of so many rows, some at a time. */
async function* batches(lines: AsyncIterator<string>, rows: number): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let size = 0;
  for (let row = 0; row < rows; row += 1) {
    const line = await lines.next();
    if (line.done) throw new UserError('The dump is cut short: it has fewer lines than it says.');
    batch.push(line.value);
    size += line.value.length;
    if (size < BATCH) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

async function insert(db: Db, table: string, rows: readonly string[]): Promise<void> {
  const into = sql.table(table);
  await sql`insert into ${into}
    select * from json_populate_recordset(null::${into}, ${`[${rows.join()}]`}::json)`.execute(db);
}
