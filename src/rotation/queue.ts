/** Who waits for a turn: each of the roster, a person or a squad, with how long they have waited. */
import { type Member, memberKey, peopleOf, type Rotation } from '../config/index.ts';
import { startOfDay } from '../time.ts';
import { type Interval, merge, presence, timeWithin } from './availability.ts';
import { gridStart } from './grid.ts';
import type { Absence, History } from './schedule.ts';

export type Person = { readonly login: string; readonly present: readonly Interval[] };

/** One of the roster in the queue for the next turn. */
export type Waiting = {
  readonly key: string;
  readonly place: number;
  readonly people: readonly Person[];
  /** When any of them is there. */
  readonly present: readonly Interval[];
  /** Since when they have waited; in milliseconds since the epoch. */
  since: number;
  turns: number;
};

/** Everybody of the roster, as they wait before anything is served. */
export function queueOf(rotation: Rotation, history: History): Map<string, Waiting> {
  const start = Math.min(
    gridStart(rotation).getTime(),
    history.shifts[0]?.start.getTime() ?? Number.POSITIVE_INFINITY,
  );
  const queue = new Map<string, Waiting>();
  for (const [key, entries] of Map.groupBy(rotation.roster, memberKey)) {
    const joined = joinedAt(entries, rotation.timezone) ?? history.joined?.get(key)?.getTime() ?? start;
    const people = peopleIn(entries, rotation, history.absences ?? []);
    const present = people.length === 1 ? people[0]?.present : merge(people.flatMap((one) => one.present));
    const place = queue.size;
    queue.set(key, { key, place, people, present: present ?? [], since: Math.max(start, joined), turns: 0 });
  }
  return queue;
}

function peopleIn(
  entries: readonly Member[],
  { away, timezone }: Rotation,
  absences: readonly Absence[],
): Person[] {
  const spans = entries.flatMap((entry) => peopleOf(entry).map((login) => ({ login, entry })));
  return [...Map.groupBy(spans, ({ login }) => login.toLowerCase())].map(([login, theirs]) => ({
    login: theirs[0]?.login ?? login,
    present: presence(
      theirs.map(({ entry }) => entry),
      away.filter((absence) => absence.login.toLowerCase() === login),
      timezone,
      absences.filter((absence) => absence.login.toLowerCase() === login),
    ),
  }));
}

/** When the first of somebody's spans on the roster begins; nothing if the file leaves that open. */
function joinedAt(entries: readonly Member[], timezone: string): number | undefined {
  const days = entries.map(({ from }) => from);
  const [first] = days.toSorted();
  return first === undefined || days.includes(undefined) ? undefined : startOfDay(first, timezone).getTime();
}

/** Whoever has waited longest first; ties go to fewer turns, then to roster order. */
export function byWaiting(a: Waiting, b: Waiting): number {
  return a.since - b.since || a.turns - b.turns || a.place - b.place;
}

/** Available for a stretch of time is who is there for more than half of it. */
export function isAvailable(present: readonly Interval[], span: Interval): boolean {
  return timeWithin(present, span) > (span.end - span.start) / 2;
}

/**
 * Who of a member serves a shift of its turn: the one person, or those of the squad who are there. An absence in the
 * middle of a turn does not end it, so where nobody is there, all of them are named.
 */
export function servingOf({ people }: Waiting, shift: Interval): string[] {
  const there = people.filter(({ present }) => isAvailable(present, shift));
  return (people.length > 1 && there.length > 0 ? there : people).map(({ login }) => login);
}
