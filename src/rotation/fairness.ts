/** How the load of a rotation was shared: who served how long, and who stood in for whom. */
import { type Member, memberKey, type Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { addMs, DAY } from '../time.ts';
import { presence } from './availability.ts';
import { memberAt } from './away.ts';
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

/** Fewest and most days served by one of the roster: a person, or a squad, which serves as one. */
export type Spread = { readonly least: number; readonly most: number };

type Span = { readonly from: Date; readonly to: Date };

/**
 * The services in a span of everybody who served or was served for, from shifts that began and the covers over them:
 * days add up to those of the shifts times the people on duty, and what is given to what is taken.
 */
export function servicesIn(
  rotation: Rotation,
  shifts: readonly Shift[],
  covers: readonly Cover[],
  span: Span,
): Service[] {
  const all = new Map<string, { -readonly [key in keyof Service]: Service[key] }>();
  const of = (login: string) => {
    const key = login.toLowerCase();
    const one = all.get(key) ?? { login, shifts: 0, days: 0, given: 0, taken: 0 };
    all.set(key, one);
    return one;
  };
  for (const shift of shifts) {
    const served = new Set<string>();
    for (const { serving, days } of servedIn(rotation, shift, covers, span)) {
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

/** The days that each of the roster served, by their key; those in which several of a squad served count once. */
export function daysByMember(
  rotation: Rotation,
  shifts: readonly Shift[],
  covers: readonly Cover[],
  span: Span,
): Map<string, number> {
  const all = new Map<string, number>();
  for (const shift of shifts)
    for (const { start, serving, days } of servedIn(rotation, shift, covers, span)) {
      const members = new Set(serving.map((login) => keyAt(rotation, login, start)));
      for (const key of members) all.set(key, (all.get(key) ?? 0) + days);
    }
  return all;
}

/** The parts of a shift that lie in a span, with their length in days. */
function servedIn(rotation: Rotation, shift: Shift, covers: readonly Cover[], span: Span) {
  return servedBy(rotation, shift, covers).stretches.flatMap(({ start, end, serving }) => {
    const from = Math.max(start.getTime(), span.from.getTime());
    const days = (Math.min(end.getTime(), span.to.getTime()) - from) / DAY;
    return days > 0 ? [{ start, serving, days }] : [];
  });
}

/** As what somebody stood on the roster that day; somebody who left it counts for themselves. */
function keyAt(rotation: Rotation, login: string, at: Date): string {
  const member = memberAt(rotation, login, at);
  return member ? memberKey(member) : login.toLowerCase();
}

/** What somebody did in the last 52 weeks, or since the first shift on record where that is later. */
export async function serviceAt(
  db: Db,
  scopeId: number,
  rotation: Rotation,
  login: string,
  now: Date,
): Promise<Service | undefined> {
  const span = { from: addMs(now, -WEEKS * 7 * DAY), to: now };
  const { shifts, covers } = await servedSince(db, scopeId, rotation, span);
  const services = servicesIn(rotation, shifts, covers, span);
  return services.find((one) => one.login.toLowerCase() === login.toLowerCase());
}

/**
 * Of those who were on the roster all that time; nothing where there are not two of them, or none has served a whole day
 * yet. It looks at shifts that are
 * over, so that it changes at a handoff alone.
 *
 * @param until when the running shift began, or now where none runs
 */
export async function spreadUntil(
  db: Db,
  scopeId: number,
  rotation: Rotation,
  until: Date,
): Promise<Spread | undefined> {
  const span = { from: addMs(until, -WEEKS * 7 * DAY), to: until };
  const { shifts, covers } = await servedSince(db, scopeId, rotation, span);
  const since = new Date(Math.max(shifts[0]?.start.getTime() ?? until.getTime(), span.from.getTime()));
  const joined = await joinedBefore(db, { scopeId, rotation: rotation.name }, since);
  const served = daysByMember(rotation, shifts, covers, span);
  const days = [...Map.groupBy(rotation.roster, memberKey)]
    .filter(([key, entries]) => wasThere(key, entries, rotation.timezone, { from: since, to: until }, joined))
    .map(([key]) => served.get(key) ?? 0);
  const most = Math.max(...days);
  return days.length < 2 || most < 1 ? undefined : { least: Math.min(...days), most };
}

async function servedSince(db: Db, scopeId: number, rotation: Rotation, { from, to }: Span) {
  const which = { scopeId, rotation: rotation.name };
  const shifts = (await shiftsSince(db, which, from)).filter(({ start }) => start < to);
  return { shifts, covers: await coversAfter(db, which, from) };
}

/**
 * Whoever came later, or left, cannot have served as much.
 *
 * @param joined who was seen on the roster before the span, of those whose coming the file leaves open
 */
function wasThere(
  key: string,
  entries: readonly Member[],
  timezone: string,
  { from, to }: Span,
  joined: ReadonlySet<string>,
): boolean {
  if (entries.some((entry) => entry.from === undefined) && !joined.has(key)) return false;
  return presence(entries, [], timezone).some(
    ({ start, end }) => start <= from.getTime() && end >= to.getTime(),
  );
}
