/** What has waited long enough. The tables are asked, for bells may get lost. */
import { sql } from 'kysely';
import type { Db } from '../store/index.ts';
import type { LaneName } from './bells.ts';
import { suspended, workable } from './installations.ts';
import { paused } from './pause.ts';
import { ripe } from './ripe.ts';

/** Something that is due: a timer, or whatever waits for an installation in a lane. */
type Due =
  | {
      readonly what: 'timer';
      readonly installationId: number;
      readonly scopeId: number;
      readonly timer: string;
      /** In seconds. What is due of a suspended installation rests, and is not late. */
      readonly lag: number;
    }
  | { readonly what: LaneName; readonly installationId: number };

/** Everything that is due, in one query: most of the time there is nothing. */
export async function everythingDue(db: Db, now: Date): Promise<Due[]> {
  const rows = await db
    .selectFrom('timers')
    .select([sql<Due['what']>`'timer'`.as('what'), 'installation_id', 'scope_id', 'timer'])
    .select(
      sql<Date>`case when installation_id in (${suspended(db)}) then ${now} else next_at end`.as('since'),
    )
    .where('next_at', '<=', now)
    .unionAll(
      db
        .selectFrom(waiting(db, now).as('waiting'))
        .select([
          'lane as what',
          'installation_id',
          sql<number>`0`.as('scope_id'),
          sql<string>`''`.as('timer'),
          sql<Date>`${now}::timestamptz`.as('since'),
        ])
        .distinct(),
    )
    .execute();
  return rows.map(({ what, installation_id: installationId, scope_id: scopeId, timer, since }) => {
    if (what !== 'timer') return { what, installationId };
    return { what, installationId, scopeId, timer, lag: (now.getTime() - since.getTime()) / 1000 };
  });
}

/** Whether anything waits in any lane. */
export async function anythingWaits(db: Db, now: Date): Promise<boolean> {
  // What somebody may be at is not done, also where whoever comes after them has put it off.
  const underWay = db
    .selectFrom('effects')
    .select([inLane('outbox'), 'installation_id'])
    .where('state', '=', 'pending')
    .where('begun_at', 'is not', null)
    .where('installation_id', 'not in', suspended(db))
    .where('installation_id', 'not in', paused(db, 'outbox', now));
  const all = waiting(db, now).unionAll(underWay);
  const row = await db.selectFrom(all.as('waiting')).select('lane').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Whether an installation has anything due in a lane. */
export async function anyDue(db: Db, lane: LaneName, installationId: number, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom(waiting(db, now).as('waiting'))
    .select('lane')
    .where('lane', '=', lane)
    .where('installation_id', '=', installationId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function waiting(db: Db, now: Date) {
  const effects = dueEffects(db, now).select([inLane('outbox'), 'effects.installation_id']);
  const settles = db
    .selectFrom('settles')
    .select([inLane('work'), 'installation_id'])
    .where(ripe(now))
    .where('installation_id', 'not in', suspended(db))
    .where('installation_id', 'not in', paused(db, 'work', now));
  const deliveries = workable(db)
    .select([inLane('work'), 'installation_id'])
    .where('state', '=', 'waiting')
    .where(ripe(now));
  return deliveries.unionAll(settles).unionAll(effects);
}

function inLane(lane: LaneName) {
  return sql<LaneName>`${sql.lit(lane)}`.as('lane');
}

/** The effects that may leave now: the first in line for each target, if its time has come. */
export function dueEffects(db: Db, now: Date) {
  return (
    db
      .selectFrom('effects')
      .where('state', '=', 'pending')
      .where(ripe(now))
      .where('installation_id', 'not in', suspended(db))
      .where('installation_id', 'not in', paused(db, 'outbox', now))
      // What stands behind something that has to wait is not due either.
      .where(({ not, exists, selectFrom, ref }) =>
        not(
          exists(
            selectFrom('effects as before')
              .select('before.id')
              .where('before.state', '=', 'pending')
              .whereRef('before.installation_id', '=', ref('effects.installation_id'))
              .whereRef('before.target', '=', ref('effects.target'))
              .whereRef('before.id', '<', ref('effects.id')),
          ),
        ),
      )
  );
}
