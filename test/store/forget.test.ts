import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type Db, forgetInstallation } from '../../src/store/index.ts';
import { emptyStore } from '../queue/store.ts';

/** Tables that hold nothing of any installation. */
const OF_THE_APP = ['sweeps', 'kysely_migration', 'kysely_migration_lock'];

/** How a row tells whose it is, the nearest first: an installation, or a repository or scope of one. */
const OWNERS = ['installation_id', 'repository_id', 'scope_id'];

type Table = Awaited<ReturnType<Db['introspection']['getTables']>>[number];

async function tablesOf(db: Db): Promise<Table[]> {
  const tables = await db.introspection.getTables();
  return tables.filter(({ schema, name }) => schema === 'public' && !OF_THE_APP.includes(name));
}

/** A row of an installation in any table, made up from the schema; repositories and scopes have its number. */
async function addRow(db: Db, table: Table, installation: number): Promise<void> {
  const values = table.columns
    .filter(({ isAutoIncrementing, isNullable }) => !isAutoIncrementing && !isNullable)
    .map(({ name, dataType }) => ({ name, value: madeUp(name, dataType, installation) }));
  await sql`insert into ${sql.table(table.name)} (${sql.join(values.map(({ name }) => sql.ref(name)))})
    values (${sql.join(values.map(({ value }) => sql`${value}`))})`.execute(db);
}

function madeUp(column: string, type: string, installation: number): unknown {
  if (column === 'id' || OWNERS.includes(column)) return installation;
  if (type === 'jsonb') return '[]';
  if (type === 'bool') return true;
  if (type === 'timestamptz') return new Date();
  return type === 'text' ? `of ${installation}` : 1;
}

async function counts(db: Db): Promise<Record<string, number>> {
  const tables = await tablesOf(db);
  const rows = tables.map(async ({ name }) => {
    const counted = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(db);
    return [name, counted.rows[0]?.n ?? 0] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

test('every row in every table is of an installation, and goes with it and no other', async () => {
  const { db } = await emptyStore();
  const tables = await tablesOf(db);
  expect(tables.length).toBeGreaterThan(15);
  for (const { name, columns } of tables.filter(({ name }) => name !== 'installations')) {
    const owner = columns.find((column) => OWNERS.includes(column.name));
    expect(owner, `whose are the rows of ${name}? It needs one of ${OWNERS.join(', ')}`).toBeDefined();
  }
  for (const table of tables) {
    await addRow(db, table, 7);
    await addRow(db, table, 8);
  }
  await db.transaction().execute((trx) => forgetInstallation(trx, 7));
  const left = await counts(db);
  expect(left).toEqual(Object.fromEntries(tables.map(({ name }) => [name, 1])));
  await db.transaction().execute((trx) => forgetInstallation(trx, 8));
  expect(Object.values(await counts(db)).every((count) => count === 0)).toBe(true);
});
