/**
 * Timers enter by the same door as deliveries: a tick asks what is due and wishes for it to be settled.
 * Whoever settles claims each due period by a unique key in the transaction that does its work, so a tick
 * that comes late, twice or on two replicas does everything once.
 */
import type { House } from '../house.ts';
import type { Db } from '../store/index.ts';
import { remind } from './commit.ts';
import { everythingDue } from './due.ts';
import type { Thing } from './plan.ts';

/** The name under which a scope keeps the time of a thing that recurs. */
export function timerName(thing: Thing): string {
  return 'rotation' in thing ? `${thing.kind} ${thing.rotation}` : thing.kind;
}

/** Nothing where a newer version set the timer: its own replicas know what is due. */
function dueThing(timer: string, scopeId: number): Thing | undefined {
  const [, kind, rotation = ''] = timer.match(/^(handoff|notice) (.*)$/s) ?? [];
  if (kind === 'handoff' || kind === 'notice') return { kind, scopeId, rotation };
  switch (timer) {
    case 'heartbeat':
    case 'iteration':
    case 'nudges':
    case 'andon':
    case 'decisions':
    case 'reconciliation':
    case 'dashboard':
    case 'retro':
      return { kind: timer, scopeId };
    default:
      return undefined;
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
  const due = await everythingDue(house.db, now);
  house.metrics.ticked(now, Math.max(0, ...due.map((one) => (one.what === 'timer' ? one.lag : 0))));
  const bells = new Map<string, () => Promise<unknown>>();
  for (const one of due) {
    const { installationId } = one;
    const thing = one.what === 'timer' ? dueThing(one.timer, one.scopeId) : undefined;
    if (thing) await remind(house.db, installationId, thing, now);
    const lane = one.what === 'timer' ? 'work' : one.what;
    bells.set(`${lane} ${installationId}`, () => house.lanes.wake(lane, installationId));
  }
  for (const ring of bells.values()) await ring();
}
