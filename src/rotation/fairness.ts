/** How the load of a rotation was shared: who served how long, and who stood in for whom. */
import type { Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { addMs, DAY, startOfDay } from '../time.ts';
import { type Cover, servedBy } from './covers.ts';
import { coversAfter, joinedBefore, shiftsSince } from './records.ts';
import type { Shift } from './schedule.ts';

/** What somebody did in a stretch of time. Days are of 24 hours, with fractions. */
export type Service = {
  readonly login: string;
  /** Shifts in which they served, in whole or in part. */
  readonly shifts: number;
  readonly days: number;
  /** Days in which they served for somebody else, and somebody else for them. */
  readonly given: number;
  readonly taken: number;
};

/** How far back is looked. */
export const WEEKS = 52;

/** Fewest and most days served, of those who were on the roster all that time; nothing where there are not two. */
export type Spread = { readonly least: number; readonly most: number };

/**
 * The services in a span of everybody who served or was served for, from shifts that began and the covers over them:
 * days add up to those of the shifts times the people on duty, and what is given to what is taken.
 */
export function servicesIn(
  rotation: Rotation,
  shifts: readonly Shift[],
  covers: readonly Cover[],
  span: { readonly from: Date; readonly to: Date },
): Service[] {
  const all = new Map<
    string,
    { login: string; shifts: number; days: number; given: number; taken: number }
  >();
  const of = (login: string) => {
    const key = login.toLowerCase();
    const one = all.get(key) ?? { login, shifts: 0, days: 0, given: 0, taken: 0 };
    all.set(key, one);
    return one;
  };
  for (const shift of shifts) {
    const served = new Set<string>();
    for (const { start, end, serving } of servedBy(rotation, shift, covers).stretches) {
      const from = Math.max(start.getTime(), span.from.getTime());
      const days = (Math.min(end.getTime(), span.to.getTime()) - from) / DAY;
      if (days <= 0) continue;
      serving.forEach((login, seat) => {
        const owner = shift.onDuty[seat] ?? login;
        of(login).days += days;
        served.add(login.toLowerCase());
        if (owner.toLowerCase() === login.toLowerCase()) return;
        of(login).given += days;
        of(owner).taken += days;
      });
    }
    for (const login of served) of(login).shifts += 1;
  }
  return [...all.values()];
}

export type Fairness = {
  of(login: string): Service | undefined;
  readonly spread: Spread | undefined;
};

/** Of the last 52 weeks, or since the first shift on record where that is later. */
export async function fairnessAt(db: Db, scopeId: number, rotation: Rotation, now: Date): Promise<Fairness> {
  const which = { scopeId, rotation: rotation.name };
  const from = addMs(now, -WEEKS * 7 * DAY);
  const shifts = (await shiftsSince(db, which, from)).filter(({ start }) => start < now);
  const services = servicesIn(rotation, shifts, await coversAfter(db, which, from), { from, to: now });
  const of = (login: string) => services.find((one) => one.login.toLowerCase() === login.toLowerCase());
  const first = shifts[0]?.start ?? now;
  const since = new Date(Math.max(first.getTime(), from.getTime()));
  const old = await joinedBefore(db, which, since);
  const days = rotation.roster
    .filter((member) => 'login' in member && wasThere(member, since, now, rotation.timezone, old))
    .map((member) => ('login' in member ? (of(member.login)?.days ?? 0) : 0));
  const spread = days.length < 2 ? undefined : { least: Math.min(...days), most: Math.max(...days) };
  return { of, spread };
}

/** Whoever came later, or left, cannot have served as much. */
function wasThere(
  { login, from, to }: { login: string; from?: string | undefined; to?: string | undefined },
  since: Date,
  now: Date,
  timezone: string,
  old: ReadonlySet<string>,
): boolean {
  if (to !== undefined && startOfDay(to, timezone) < now) return false;
  return from === undefined ? old.has(login.toLowerCase()) : startOfDay(from, timezone) <= since;
}
