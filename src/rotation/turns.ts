/**
 * Turns and how they are staggered. A turn lasts `stint` shifts; the places on duty ("seats") begin theirs at different
 * handoffs, so that a handoff replaces a part of the team. To get that going, the first turn of a seat is cut short,
 * the less the earlier the seat, and again whenever all seats are free at once.
 */
import type { Rotation } from '../config/index.ts';
import type { Interval } from './availability.ts';
import { byWaiting, isAvailable, queueOf, servingOf, type Waiting } from './queue.ts';
import type { History, Shift } from './schedule.ts';
import { tallyOf } from './tally.ts';

/** What a shift has of a turn. */
export type Turn = {
  /** The place on duty, from 0. */
  readonly seat: number;
  /** The key of the member (`memberKey`). */
  readonly who: string;
  /** How many shifts of the turn come after this one. */
  readonly left: number;
  /** Of a squad that is a GitHub team: who of it served when the shift began. */
  readonly people?: readonly string[];
};

/** Where a rotation stands after a shift, ready for the next handoff. */
export type Standing = {
  readonly members: ReadonlyMap<string, Waiting>;
  /** The same, kept in the order of waiting from one handoff to the next. */
  readonly queue: Waiting[];
  /** The seats that have been taken at least once. */
  readonly taken: Set<number>;
  turns: readonly Turn[];
};

/** Where the records leave a rotation. */
export function standingAfter(rotation: Rotation, history: History): Standing {
  const tally = tallyOf(history.shifts, history.before);
  const members = queueOf(rotation, history, tally?.first);
  for (const { who, since, turns } of tally?.served ?? []) {
    const member = members.get(who);
    if (member) Object.assign(member, { since, turns });
  }
  return {
    members,
    queue: [...members.values()],
    taken: new Set(tally?.taken),
    turns: tally?.turns ?? [],
  };
}

/**
 * The next shift, and the standing after it: turns that go on, and for each free seat whoever has waited longest and is
 * available for the turn. A seat for which there is nobody stays empty until the next handoff.
 *
 * @param ends the ends of the shifts to come from this one on, as many as the longest turn has
 */
export function handOver(rotation: Rotation, standing: Standing, start: Date, ends: readonly Date[]): Shift {
  const { members, queue, taken } = standing;
  const goingOn = standing.turns
    .filter(({ left, seat, who }) => left > 0 && seat < rotation.on_duty && members.has(who))
    .map((turn) => ({ ...turn, left: turn.left - 1 }));
  const busy = new Set(goingOn.map(({ who }) => who));
  const turns: Turn[] = [...goingOn];
  queue.sort(byWaiting);
  for (const seat of freeSeats(rotation, goingOn, members.size)) {
    const length = goingOn.length === 0 || !taken.has(seat) ? firstTurn(rotation, seat) : rotation.stint;
    const span = { start: start.getTime(), end: ends[length - 1]?.getTime() ?? start.getTime() };
    const next = queue.find(({ key, present }) => !busy.has(key) && isAvailable(present, span));
    if (!next) continue;
    busy.add(next.key);
    taken.add(seat);
    next.turns += 1;
    turns.push({ seat, who: next.key, left: length - 1 });
  }
  const end = ends[0] ?? start;
  serve(standing, turns, end.getTime());
  return {
    start,
    end,
    onDuty: onDutyIn(turns, members, { start: start.getTime(), end: end.getTime() }),
    turns,
  };
}

/**
 * The seats that may be taken, in order. There may be more than members by far, and of those whose first turns are equally
 * long a later one finds nobody where an earlier one did not: of each length no more are tried than there are members.
 */
function freeSeats({ on_duty, stint }: Rotation, goingOn: readonly Turn[], members: number): number[] {
  const occupied = new Set(goingOn.map(({ seat }) => seat));
  const enough = members + occupied.size;
  const seats = Array.from({ length: stint }, (_, shorter) => {
    const first = Math.ceil((shorter * on_duty) / stint);
    const next = Math.ceil(((shorter + 1) * on_duty) / stint);
    return Array.from({ length: Math.min(next - first, enough) }, (_, index) => first + index);
  });
  return seats.flat().filter((seat) => !occupied.has(seat));
}

function firstTurn({ stint, on_duty }: Rotation, seat: number): number {
  return stint - Math.floor((seat * stint) / on_duty);
}

/** Waiting counts from the end of one's last turn. */
function serve(standing: Standing, turns: readonly Turn[], end: number): void {
  standing.turns = turns;
  for (const { who } of turns) {
    const member = standing.members.get(who);
    if (member) member.since = end;
  }
}

function onDutyIn(turns: readonly Turn[], members: ReadonlyMap<string, Waiting>, shift: Interval): string[] {
  return turns.flatMap(({ who }) => {
    const member = members.get(who);
    return member ? servingOf(member, shift) : [];
  });
}
