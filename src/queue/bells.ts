import { sql } from 'kysely';
import type { Store } from '../store/index.ts';

export const laneNames = ['work', 'outbox'] as const;
export type LaneName = (typeof laneNames)[number];

/** A pg-boss job; `lock` is the key of the lock that whoever serves it holds. */
export type Bell = { readonly installationId: number; readonly lock: number };

export function bellOf(lane: LaneName, installationId: number): Bell {
  return { installationId, lock: installationId * laneNames.length + laneNames.indexOf(lane) };
}

/** A worker that took up a bell less long ago may not hold its lock yet, in milliseconds. */
const TAKEN_UP = 1000;

/**
 * Silences the bells whose workers died, so that they can be rung anew. Should a worker be slow and not dead, whoever
 * comes after it finds its lock held, and goes away.
 *
 * @returns how many there were
 */
export async function silenceDead(store: Pick<Store, 'db' | 'boss' | 'shared'>): Promise<number> {
  if (store.shared === 'alone') return 0;
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from pgboss.job
    where name = any(${laneNames}) and state = 'active'
      and started_on < now() - ${TAKEN_UP} * interval '1 millisecond'
      and not exists (
        select from pg_locks where locktype = 'advisory' and granted and objsubid = 1
          and database = (select oid from pg_database where datname = current_database())
          -- A key of 64 bits stands in two columns of 32 (PostgreSQL, "pg_locks").
          and (classid::bigint << 32) | objid::bigint = (data->>'lock')::bigint)`.execute(store.db);
  for (const lane of laneNames) {
    const ids = rows.filter(({ name }) => name === lane).map(({ id }) => id);
    if (ids.length > 0) await store.boss.deleteJob(lane, ids);
  }
  return rows.length;
}

/** Where this process has the store for itself, any bell that rings before it serves was left by a dead one. */
export async function silenceLeftovers({ boss, shared }: Pick<Store, 'boss' | 'shared'>): Promise<void> {
  if (shared === 'shared') return;
  for (const lane of laneNames) await boss.deleteAllJobs(lane);
}
