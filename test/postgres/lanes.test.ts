/** Two processes' worth of lanes on one PostgreSQL. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createLanes } from '../../src/queue/index.ts';
import { openStore } from '../../src/store/index.ts';
import { startPostgres } from './postgres.ts';

const INSTALLATION = 7;

type Served = { readonly by: string; readonly signal: AbortSignal; readonly finish: () => void };

/** What a process would have: lanes of its own, whose work lasts until the test, or a lost lock, ends it. */
async function serve(name: string, databaseUrl: string, served: Served[]) {
  const store = await openStore({ databaseUrl });
  await store.boss.start();
  const lanes = await createLanes(store);
  const work = (_installationId: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      served.push({ by: name, signal, finish: resolve });
      signal.addEventListener('abort', () => resolve());
    });
  const serving = await lanes.serve({
    drains: { work, outbox: work },
    anyDue: async () => false,
    log: pino({ level: 'silent' }),
  });
  onTestFinished(async () => {
    await serving.stop();
    await store.boss.stop({ graceful: false });
    await store.close();
  });
  return { lanes, serving, db: store.db };
}

test('however often it is rung for, an installation is served by one process at a time', async () => {
  const { databaseUrl } = await startPostgres();
  const served: Served[] = [];
  const processes = [await serve('a', databaseUrl, served), await serve('b', databaseUrl, served)];
  for (let n = 0; n < 20; n += 1) {
    for (const { lanes } of processes) {
      await lanes.wake('work', INSTALLATION);
      await lanes.silenceDead();
    }
  }
  await expect.poll(() => served.length, { timeout: 10_000 }).toBe(1);
  // Longer than it takes until a bell counts as taken up.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  for (const { lanes } of processes) await lanes.silenceDead();
  for (const { lanes } of processes) await lanes.wake('work', INSTALLATION);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(served).toHaveLength(1);
  expect(served[0]?.signal.aborted).toBe(false);
});

test('whoever rings while an installation is served has it looked at once more', async () => {
  const { databaseUrl } = await startPostgres();
  const served: Served[] = [];
  const { lanes } = await serve('a', databaseUrl, served);
  await lanes.wake('work', INSTALLATION);
  await expect.poll(() => served.length, { timeout: 10_000 }).toBe(1);
  expect(await lanes.wake('work', INSTALLATION)).toBe('ringing');
  served[0]?.finish();
  await expect.poll(() => served.length, { timeout: 10_000 }).toBe(2);
});

test('a process that loses its connection lets go at once, and another one takes over', async () => {
  const { databaseUrl } = await startPostgres();
  const served: Served[] = [];
  const a = await serve('a', databaseUrl, served);
  await a.lanes.wake('work', INSTALLATION);
  await expect.poll(() => served.length, { timeout: 10_000 }).toBe(1);
  const b = await serve('b', databaseUrl, served);
  await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objsubid = 1`.execute(
    b.db,
  );
  await expect.poll(() => served[0]?.signal.aborted, { timeout: 10_000 }).toBe(true);
  const tookOver = async () => {
    await b.lanes.silenceDead();
    await b.lanes.wake('work', INSTALLATION);
    return served.length;
  };
  await expect.poll(tookOver, { timeout: 10_000 }).toBe(2);
});

test('a stop waits until the bell that it served has fallen silent, for which it needs its connections', async () => {
  const { databaseUrl } = await startPostgres();
  const served: Served[] = [];
  const { lanes, serving, db } = await serve('a', databaseUrl, served);
  await lanes.wake('work', INSTALLATION);
  await expect.poll(() => served.length, { timeout: 10_000 }).toBe(1);
  const stopped = await db.transaction().execute(async (held) => {
    await sql`select from pgboss.job for update`.execute(held);
    const stopping = serving.stop().then(() => 'stopped');
    expect(await Promise.race([stopping, sleep(1500, 'waits')])).toBe('waits');
    return () => stopping;
  });
  await stopped();
  const { rows } = await sql`select state from pgboss.job`.execute(db);
  expect(rows).toEqual([{ state: 'completed' }]);
});

test('work that fails is left to the next look, and not taken up again at once, however much is due', async () => {
  const { databaseUrl } = await startPostgres();
  const store = await openStore({ databaseUrl });
  await store.boss.start();
  const lanes = await createLanes(store);
  let attempts = 0;
  const fails = async () => {
    attempts += 1;
    throw new Error('the database was away for a moment');
  };
  const serving = await lanes.serve({
    drains: { work: fails, outbox: fails },
    anyDue: async () => true,
    log: pino({ level: 'silent' }),
  });
  onTestFinished(async () => {
    await serving.stop();
    await store.boss.stop({ graceful: false });
    await store.close();
  });
  await lanes.wake('work', INSTALLATION);
  await expect.poll(() => attempts, { timeout: 10_000 }).toBe(1);
  // Longer than all the looks that follow work which went well.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(attempts).toBe(1);
  await expect.poll(() => lanes.wake('work', INSTALLATION), { timeout: 10_000 }).toBe('rung');
  await expect.poll(() => attempts, { timeout: 10_000 }).toBe(2);
});
