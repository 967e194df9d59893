/** Who waits for a turn: each of the roster, a person or a squad, with how long they have waited. */
import { type Member, memberKey, peopleOf, type Rotation } from '../config/index.ts';
import { startOfDay } from '../time.ts';
import { type DaySpan, type Interval, merge, outside, presence, timeWithin } from './availability.ts';
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

/**
 * Everybody of the roster, as they wait before anything is served.
 *
 * @param first when the first shift on record began, in milliseconds since the epoch
 */
export function queueOf(
  rotation: Rotation,
  history: History,
  first = Number.POSITIVE_INFINITY,
): Map<string, Waiting> {
  const { start: starts, members } = rosterWith(rotation, history.absences);
  const start = Math.min(starts, first);
  const queue = new Map<string, Waiting>();
  members.forEach(({ key, joined, people, present }, place) => {
    const since = Math.max(start, joined ?? history.joined?.get(key)?.getTime() ?? start);
    queue.set(key, { key, place, people, present, since, turns: 0 });
  });
  return queue;
}

/** Who is on the roster, and when they are there. */
type Roster = {
  readonly start: number;
  readonly members: readonly {
    readonly key: string;
    readonly joined: number | undefined;
    readonly people: readonly Person[];
    readonly present: readonly Interval[];
  }[];
};

/** By the file alone, which is read once and asked many times: its days are costly to find on the clock. */
const rosters = new WeakMap<Rotation, Roster>();
/** With the absences of one reading of the records, which is planned from several times. */
const readings = new WeakMap<readonly Absence[], WeakMap<Rotation, Roster>>();

function rosterWith(rotation: Rotation, absences: readonly Absence[] | undefined): Roster {
  if (!absences || absences.length === 0) return remembered(rosters, rotation, () => rosterIn(rotation));
  const reading = remembered(readings, absences, () => new WeakMap<Rotation, Roster>());
  return remembered(reading, rotation, () => without(rosterWith(rotation, undefined), absences));
}

function remembered<K extends WeakKey, V>(known: WeakMap<K, V>, key: K, read: () => V): V {
  const value = known.get(key) ?? read();
  known.set(key, value);
  return value;
}

function rosterIn(rotation: Rotation): Roster {
  const away = Map.groupBy(rotation.away, ({ login }) => login.toLowerCase());
  const members = [...Map.groupBy(rotation.roster, memberKey)].map(([key, entries]) => {
    const people = peopleIn(entries, away, rotation.timezone);
    return { key, joined: joinedAt(entries, rotation.timezone), people, present: anyOf(people) };
  });
  return { start: gridStart(rotation).getTime(), members };
}

function without({ start, members }: Roster, absences: readonly Absence[]): Roster {
  const byLogin = Map.groupBy(absences, ({ login }) => login.toLowerCase());
  return {
    start,
    members: members.map((member) => {
      const people = member.people.map((person) => withoutAbsences(person, byLogin));
      return { ...member, people, present: anyOf(people) };
    }),
  };
}

/** When at least one of them is there. */
function anyOf(people: readonly Person[]): readonly Interval[] {
  const [only, ...others] = people;
  return only && others.length === 0 ? only.present : merge(people.flatMap(({ present }) => present));
}

function peopleIn(
  entries: readonly Member[],
  away: ReadonlyMap<string, readonly DaySpan[]>,
  timezone: string,
): Person[] {
  const spans = entries.flatMap((entry) => peopleOf(entry).map((login) => ({ login, entry })));
  return [...Map.groupBy(spans, ({ login }) => login.toLowerCase())].map(([login, theirs]) => {
    const memberships = theirs.map(({ entry }) => entry);
    return {
      login: theirs[0]?.login ?? login,
      present: presence(memberships, away.get(login) ?? [], timezone),
    };
  });
}

function withoutAbsences(person: Person, absences: ReadonlyMap<string, readonly Absence[]>): Person {
  const theirs = absences.get(person.login.toLowerCase());
  if (!theirs) return person;
  const away = merge(theirs.map(({ from, to }) => ({ start: from.getTime(), end: to.getTime() })));
  return { ...person, present: outside(person.present, away) };
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
