import { sql } from 'kysely';
import type { Db } from '../store/index.ts';
import { suspended, workable } from './installations.ts';
import { ripe } from './ripe.ts';

/** How much waits in a queue, and since when. Of a suspended installation everything rests; that is no backlog. */
export type Backlog = {
  readonly queue: 'deliveries' | 'settles' | 'effects' | 'dead_deliveries' | 'dead_effects' | 'dead_settles';
  readonly depth: number;
  readonly oldest: Date | null;
};

/** What waits everywhere, by one query that reads nothing of what is done. */
export async function backlog(db: Db, now: Date): Promise<Backlog[]> {
  const deliveries = workable(db).where('state', '=', 'waiting').select(summary('deliveries', 'received_at'));
  const settles = db
    .selectFrom('settles')
    .where(ripe(now))
    .where('installation_id', 'not in', suspended(db))
    .select(summary('settles', 'run_at'));
  const effects = db
    .selectFrom('effects')
    .where('state', '=', 'pending')
    .where('installation_id', 'not in', suspended(db))
    .select(summary('effects', 'created_at'));
  const deadDeliveries = db
    .selectFrom('deliveries')
    .where('state', '=', 'dead')
    .select(summary('dead_deliveries', 'received_at'));
  const deadEffects = db
    .selectFrom('effects')
    .where('state', '=', 'dead')
    .select(summary('dead_effects', 'created_at'));
  const deadSettles = db
    .selectFrom('settles')
    .where('given_up_at', 'is not', null)
    .select(summary('dead_settles', 'given_up_at'));
  return deliveries
    .unionAll(settles)
    .unionAll(effects)
    .unionAll(deadDeliveries)
    .unionAll(deadEffects)
    .unionAll(deadSettles)
    .execute();
}

function summary(queue: Backlog['queue'], since: 'received_at' | 'run_at' | 'created_at' | 'given_up_at') {
  return [
    sql<Backlog['queue']>`${sql.lit(queue)}`.as('queue'),
    sql<number>`count(*)`.as('depth'),
    sql<Date | null>`min(${sql.ref(since)})`.as('oldest'),
  ] as const;
}
