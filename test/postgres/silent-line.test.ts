/** A connection to PostgreSQL that dies without a word: nothing comes through any more, and nobody closes it. */
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { freezable } from './freezable.ts';
import { postgresOfFile } from './postgres.ts';

const postgres = postgresOfFile();

/** A store on a line that may be silent for a second; `dies` is for what is open by then, what is opened later works. */
async function onFragileLine() {
  const way = await freezable(postgres().port);
  const url = (await postgres().database()).replace(`:${postgres().port}/`, `:${way.port}/`);
  const store = await openStore({ databaseUrl: url }, { queries: 1000, locks: 1000 });
  onTestFinished(() => store.close());
  const dies = () => {
    way.freeze();
    way.open();
  };
  return { store, dies };
}

/** Takes all connections of the pool into use for a moment. */
async function warm({ db }: Store): Promise<void> {
  await Promise.all(Array.from({ length: 10 }, () => sql`select pg_sleep(0.05)`.execute(db)));
}

test('queries on a dead line fail instead of waiting for ever, and the next ones go over a new one', async () => {
  const { store, dies } = await onFragileLine();
  await warm(store);
  dies();
  const asked = await Promise.allSettled(Array.from({ length: 10 }, () => sql`select 1`.execute(store.db)));
  expect(asked.map(({ status }) => status)).toContain('rejected');
  for (let n = 0; n < 20; n += 1) await sql`select 1`.execute(store.db);
});

test('a transaction whose line dies fails, and its connection is not used again', async () => {
  const { store, dies } = await onFragileLine();
  const transaction = store.db.transaction().execute(async (trx) => {
    await sql`select 1`.execute(trx);
    dies();
    await sql`select 1`.execute(trx);
  });
  await expect(transaction).rejects.toThrow();
  for (let n = 0; n < 20; n += 1) await sql`select 1`.execute(store.db);
});

test('whoever holds a lock over a dead line is told that it is lost, and can take one again', async () => {
  const { store, dies } = await onFragileLine();
  const hold = await store.locks.hold(7);
  if (hold === 'taken') throw new Error('nobody else is here');
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(hold.lost.aborted).toBe(false);
  dies();
  await expect.poll(() => hold.lost.aborted, { timeout: 30_000 }).toBe(true);
  expect(await store.locks.hold(8)).not.toBe('taken');
});

test('the queue goes on over a new line where the old one died', async () => {
  const { store, dies } = await onFragileLine();
  store.boss.on('error', () => {});
  await store.boss.start();
  onTestFinished(() => store.boss.stop({ graceful: false }));
  await store.boss.createQueue('bells');
  dies();
  await vi.waitFor(() => store.boss.send('bells', {}), { timeout: 30_000 });
  expect(await store.boss.send('bells', {})).not.toBeNull();
});
