/**
 * Timers enter by the same door as deliveries: a tick asks what is due and wishes for it to be settled.
 * Whoever settles claims each due period by a unique key in the transaction that does its work, so a tick
 * that comes late, twice or on two replicas does everything once.
 */
import type { House } from '../house.ts';
import type { Db } from '../store/index.ts';
import { remind } from './commit.ts';
import { type LaneName, laneNames } from './lanes.ts';
import type { Thing } from './plan.ts';
import { suspended, workable } from './suspension.ts';

/** The name under which a scope keeps the time of a thing that recurs. */
export function timerName(thing: Thing): string {
  return thing.kind === 'handoff' ? `handoff ${thing.rotation}` : thing.kind;
}

function dueThing(timer: string, scopeId: number): Thing {
  const rotation = timer.match(/^handoff (.*)$/s)?.[1];
  if (rotation !== undefined) return { kind: 'handoff', scopeId, rotation };
  switch (timer) {
    case 'heartbeat':
    case 'reconciliation':
    case 'dashboard':
      return { kind: timer, scopeId };
    default:
      throw new Error(`there is no timer named ${timer}`);
  }
}

/** Sets when a timer of a scope is due next; nothing takes it off. */
export async function setTimer(
  db: Db,
  timer: { scopeId: number; installationId: number; name: string; nextAt: Date | undefined },
): Promise<void> {
  if (!timer.nextAt) {
    await db
      .deleteFrom('timers')
      .where('scope_id', '=', timer.scopeId)
      .where('timer', '=', timer.name)
      .execute();
    return;
  }
  const set = { next_at: timer.nextAt, installation_id: timer.installationId };
  await db
    .insertInto('timers')
    .values({ scope_id: timer.scopeId, timer: timer.name, ...set })
    .onConflict((conflict) => conflict.columns(['scope_id', 'timer']).doUpdateSet(set))
    .execute();
}

/** When a timer is due next; nothing where it was never set. */
export async function timerDue(db: Db, scopeId: number, name: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('timers')
    .select('next_at')
    .where('scope_id', '=', scopeId)
    .where('timer', '=', name)
    .executeTakeFirst();
  return row?.next_at;
}

export type Period = { readonly scopeId: number; readonly timer: string; readonly period: string };

/** Whether a period of a timer is claimed already. */
export async function isClaimed(db: Db, { scopeId, timer, period }: Period): Promise<boolean> {
  const row = await db
    .selectFrom('periods')
    .select('period')
    .where('scope_id', '=', scopeId)
    .where('timer', '=', timer)
    .where('period', '=', period)
    .executeTakeFirst();
  return row !== undefined;
}

/** Claims a period, together with the work that is done for it. @throws when somebody else claimed it */
export async function claim(db: Db, { scopeId, timer, period }: Period, now: Date): Promise<void> {
  await db.insertInto('periods').values({ scope_id: scopeId, timer, period, claimed_at: now }).execute();
}

/** Wishes for everything whose time has come, and rings for whatever was left waiting. */
export async function tick(house: House): Promise<void> {
  const now = house.clock();
  const due = await house.db
    .selectFrom('timers')
    .select(['scope_id', 'timer', 'installation_id'])
    .where('next_at', '<=', now)
    .execute();
  for (const row of due) {
    await remind(house.db, row.installation_id, dueThing(row.timer, row.scope_id), now);
  }
  for (const lane of laneNames) {
    for (const id of await waitingInstallations(house.db, lane, now)) await house.lanes.wake(lane, id);
  }
}

/** The installations that have something due in a lane. */
export async function waitingInstallations(db: Db, lane: LaneName, now: Date): Promise<number[]> {
  const rows =
    lane === 'outbox' ? await pendingEffects(db, now).execute() : await waitingWork(db, now).execute();
  return rows.map((row) => row.installation_id);
}

/** Whether an installation has anything due in a lane. */
export async function anyDue(db: Db, lane: LaneName, installationId: number, now: Date): Promise<boolean> {
  const query = lane === 'outbox' ? pendingEffects(db, now) : waitingWork(db, now);
  const row = await db
    .selectFrom(query.as('due'))
    .select('installation_id')
    .where('installation_id', '=', installationId)
    .executeTakeFirst();
  return row !== undefined;
}

function pendingEffects(db: Db, now: Date) {
  return (
    db
      .selectFrom('effects')
      .select('installation_id')
      // What stands behind something that has to wait is not due either.
      .where('id', 'in', (first) =>
        first
          .selectFrom('effects')
          .select((eb) => eb.fn.min('id').as('id'))
          .where('state', '=', 'pending')
          .groupBy(['installation_id', 'target']),
      )
      .where('run_at', '<=', now)
      .where('installation_id', 'not in', suspended(db))
      .groupBy('installation_id')
  );
}

function waitingWork(db: Db, now: Date) {
  const settles = db
    .selectFrom('settles')
    .select('installation_id')
    .where('run_at', '<=', now)
    .where('installation_id', 'not in', suspended(db));
  return workable(db)
    .select('installation_id')
    .where('state', '=', 'waiting')
    .where('run_at', '<=', now)
    .union(settles);
}
