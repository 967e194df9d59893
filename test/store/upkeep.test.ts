import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Db } from '../../src/store/index.ts';
import { emptyStore } from '../queue/store.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

async function numberOf(db: Db, query: string): Promise<number> {
  const { rows } = await sql.raw<{ n: number }>(`select (${query})::bigint as n`).execute(db);
  return rows[0]?.n ?? Number.NaN;
}

const toReplay = (db: Db) =>
  numberOf(db, 'select pg_current_wal_lsn() - redo_lsn from pg_control_checkpoint()');
const size = (db: Db) => numberOf(db, `select pg_total_relation_size('deliveries')`);

async function deliveriesComeAndGo(db: Db): Promise<void> {
  await sql`insert into deliveries (guid, installation_id, event, body, received_at, state, run_at)
    select n::text, 1, 'fork', repeat(md5(n::text), 100), now(), 'waiting', now()
    from generate_series(1, 2000) n`.execute(db);
  await sql`update deliveries set state = 'done', body = ''`.execute(db);
  await sql`delete from deliveries`.execute(db);
}

test('a folder is tidied every minute: little to replay after a crash, and room that became free is used again', async () => {
  const { db } = await emptyStore();
  await deliveriesComeAndGo(db);
  const [log, room] = [await toReplay(db), await size(db)];
  expect(log).toBeGreaterThan(1_000_000);
  vi.advanceTimersByTime(60_000);
  await expect.poll(() => toReplay(db), { timeout: 20_000 }).toBeLessThan(log / 10);
  for (let round = 0; round < 3; round += 1) {
    await deliveriesComeAndGo(db);
    vi.advanceTimersByTime(60_000);
  }
  await expect.poll(() => size(db), { timeout: 20_000 }).toBeLessThan(room * 1.5);
});
