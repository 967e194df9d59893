/** Who waits for a turn: each of the roster, a person or a squad, with how long they have waited. */
import { type Member, memberKey, peopleOf, type Rotation } from '../config/index.ts';
import { startOfDay } from '../time.ts';
import { type DaySpan, type Interval, merge, presence, timeWithin, without } from './availability.ts';
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
  const { start: starts, members } = rosterOf(rotation);
  const start = Math.min(starts, first);
  const absences = Map.groupBy(history.absences ?? [], ({ login }) => login.toLowerCase());
  const queue = new Map<string, Waiting>();
  members.forEach(({ key, joined, people: all }, place) => {
    const people = all.map((person) => withoutAbsences(person, absences));
    const present = people.length === 1 ? people[0]?.present : merge(people.flatMap((one) => one.present));
    const since = Math.max(start, joined ?? history.joined?.get(key)?.getTime() ?? start);
    queue.set(key, { key, place, people, present: present ?? [], since, turns: 0 });
  });
  return queue;
}

/** What the file alone says of the roster. */
type Roster = {
  readonly start: number;
  readonly members: readonly {
    readonly key: string;
    readonly joined: number | undefined;
    readonly people: readonly Person[];
  }[];
};

/** A file in force is read once and asked many times, and its days are costly to find on the clock. */
const rosters = new WeakMap<Rotation, Roster>();

function rosterOf(rotation: Rotation): Roster {
  const known = rosters.get(rotation);
  if (known) return known;
  const away = Map.groupBy(rotation.away, ({ login }) => login.toLowerCase());
  const members = [...Map.groupBy(rotation.roster, memberKey)].map(([key, entries]) => ({
    key,
    joined: joinedAt(entries, rotation.timezone),
    people: peopleIn(entries, away, rotation.timezone),
  }));
  const roster = { start: gridStart(rotation).getTime(), members };
  rosters.set(rotation, roster);
  return roster;
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
  return { ...person, present: without(person.present, away) };
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
