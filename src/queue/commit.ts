import type { House } from '../house.ts';
import type { Db } from '../store/index.ts';
import { json } from '../store/index.ts';
import { type Effect, effectKey, effectTarget, type Plan, type Thing, thingKey, thingRank } from './plan.ts';

/** Commits a plan in one transaction, then rings for whoever carries it on. */
export async function commit(house: House, installationId: number, plan: Plan): Promise<void> {
  await house.db.transaction().execute((trx) => commitIn(house, trx, installationId, plan));
  if (plan.effects?.length) await house.lanes.wake('outbox', installationId);
  if (plan.settle?.length) await house.lanes.wake('work', installationId);
}

/** Writes a plan inside a transaction of the caller's, who rings afterwards. */
export async function commitIn(
  { clock, cause }: Pick<House, 'clock' | 'cause'>,
  trx: Db,
  installationId: number,
  plan: Plan,
): Promise<void> {
  const now = clock();
  await plan.write?.(trx);
  for (const thing of plan.settle ?? []) await requestSettling(trx, installationId, thing, now, cause);
  for (const effect of plan.cancel ?? []) await cancelEffect(trx, installationId, effect);
  for (const effect of plan.effects ?? []) await addEffect(trx, installationId, effect, now, cause);
}

/** A new wish for a thing that failed before tries it at once. */
async function requestSettling(
  db: Db,
  installationId: number,
  thing: Thing,
  now: Date,
  cause: string | null,
): Promise<void> {
  await wish(db, installationId, thing, now, cause)
    .onConflict((conflict) =>
      conflict.columns(['installation_id', 'key']).doUpdateSet((eb) => ({
        run_at: now,
        attempts: 0,
        given_up_at: null,
        seq: eb.ref('excluded.seq'),
        guid: eb.fn.coalesce('excluded.guid', 'settles.guid'),
      })),
    )
    .execute();
}

/** A wish that leaves one that is already there, and its pause, as it is. */
export async function remind(db: Db, installationId: number, thing: Thing, now: Date): Promise<void> {
  await wish(db, installationId, thing, now, null)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function wish(db: Db, installationId: number, thing: Thing, now: Date, cause: string | null) {
  return db.insertInto('settles').values({
    installation_id: installationId,
    key: thingKey(thing),
    thing: json(thing),
    rank: thingRank(thing),
    run_at: now,
    error: null,
    given_up_at: null,
    guid: cause,
  });
}

/** Also where it was given up: it must not come back. */
async function cancelEffect(db: Db, installationId: number, effect: Effect): Promise<void> {
  await db
    .deleteFrom('effects')
    .where('installation_id', '=', installationId)
    .where('key', '=', effectKey(effect))
    .execute();
}

/** The newer effect takes the pending one's place in the line, so what was wanted first still comes first. */
async function addEffect(
  db: Db,
  installationId: number,
  effect: Effect,
  now: Date,
  cause: string | null,
): Promise<void> {
  await db
    .insertInto('effects')
    .values({
      installation_id: installationId,
      key: effectKey(effect),
      target: effectTarget(effect),
      effect: json(effect),
      state: 'pending',
      run_at: now,
      created_at: now,
      error: null,
      guid: cause,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['installation_id', 'key'])
        .where('state', '=', 'pending')
        .doUpdateSet((eb) => ({
          effect: json(effect),
          attempts: 0,
          run_at: now,
          version: eb('effects.version', '+', 1),
          guid: eb.fn.coalesce('excluded.guid', 'effects.guid'),
        })),
    )
    .execute();
}
