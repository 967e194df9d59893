/**
 * Covers lie on top of the plan: they change who serves, not whose turn it was. A cover binds the one who owes the
 * time, a substitute, and two instants. They are laid on in the order in which they were made, so the latest wins; one
 * for a substitute goes on to whoever substitutes for that one; taking one away leaves what the others say.
 */
import { peopleOf, type Rotation } from '../config/index.ts';
import { isSameLogin } from '../logins.ts';
import { type Interval, presence } from './availability.ts';
import type { Shift } from './schedule.ts';

export type Cover = {
  readonly id: number;
  readonly owner: string;
  readonly substitute: string;
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
};

/** A part of a shift in which the same people serve, in the order of the turns. */
export type Stretch = { readonly start: Date; readonly end: Date; readonly serving: readonly string[] };

/** A part of a cover that cannot be: its substitute is on duty anyway, or not on the roster. */
export type Void = {
  readonly cover: Cover;
  readonly start: Date;
  readonly end: Date;
  readonly why: 'on duty' | 'off the roster';
};

type Served = { readonly stretches: readonly Stretch[]; readonly voids: readonly Void[] };

type Seat = { readonly owner: string; readonly serving: string };

/** Who serves a shift, with the covers that were made (oldest first). Every instant of it is in one stretch. */
export function servedBy(rotation: Rotation, shift: Shift, covers: readonly Cover[]): Served {
  const [first, last] = [shift.start.getTime(), shift.end.getTime()];
  const touching = covers.filter(({ from, to }) => from.getTime() < last && to.getTime() > first);
  const rosters = new Map(
    touching.map(({ substitute }) => [fold(substitute), onRoster(rotation, substitute)]),
  );
  const stretches: Stretch[] = [];
  const voids: Void[] = [];
  const cuts = cutsOf(shift, touching, [...rosters.values()].flat());
  cuts.slice(0, -1).forEach((start, index) => {
    const span = { start: new Date(start), end: new Date(cuts[index + 1] ?? start) };
    let seats = shift.onDuty.map((login): Seat => ({ owner: login, serving: login }));
    for (const cover of touching.filter(({ from, to }) => from <= span.start && to >= span.end)) {
      const seat = seatOf(seats, cover);
      if (!seat || isSameLogin(seat.serving, cover.substitute)) continue;
      const why = obstacle(seats, rosters.get(fold(cover.substitute)) ?? [], cover, start);
      if (why) voids.push({ cover, ...span, why });
      else seats = seats.map((one) => (one === seat ? { ...one, serving: cover.substitute } : one));
    }
    stretches.push({ ...span, serving: seats.map(({ serving }) => serving) });
  });
  return { stretches: joined(stretches), voids };
}

/** Who serves a shift at an instant of it; before it, at its start. */
export function servingAt(
  rotation: Rotation,
  shift: Shift,
  covers: readonly Cover[],
  at: Date,
): readonly string[] {
  return servedBy(rotation, shift, covers).stretches.find(({ end }) => end > at)?.serving ?? shift.onDuty;
}

/** The seat in which somebody serves, be it for another, or else the one whose turn is theirs. */
function seatOf(seats: readonly Seat[], { owner }: Cover): Seat | undefined {
  return (
    seats.find((seat) => isSameLogin(seat.serving, owner)) ??
    seats.find((seat) => isSameLogin(seat.owner, owner))
  );
}

function obstacle(
  seats: readonly Seat[],
  roster: readonly Interval[],
  { substitute }: Cover,
  at: number,
): Void['why'] | undefined {
  if (seats.some(({ serving }) => isSameLogin(serving, substitute))) return 'on duty';
  return roster.some(({ start, end }) => start <= at && at < end) ? undefined : 'off the roster';
}

/** Every instant at which who serves may change, in order. */
function cutsOf({ start, end }: Shift, covers: readonly Cover[], rosters: readonly Interval[]): number[] {
  const [first, last] = [start.getTime(), end.getTime()];
  const inside = [
    ...covers.flatMap(({ from, to }) => [from.getTime(), to.getTime()]),
    ...rosters.flatMap((interval) => [interval.start, interval.end]),
  ].filter((at) => at > first && at < last);
  return [...new Set([first, ...inside, last])].sort((a, b) => a - b);
}

function onRoster({ roster, timezone }: Rotation, login: string): Interval[] {
  const theirs = roster.filter((member) => peopleOf(member).some((one) => isSameLogin(one, login)));
  return presence(theirs, [], timezone);
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const stretch of stretches) {
    const last = whole.at(-1);
    if (last && last.serving.join('\n') === stretch.serving.join('\n')) {
      whole[whole.length - 1] = { ...last, end: stretch.end };
    } else whole.push(stretch);
  }
  return whole;
}

function fold(login: string): string {
  return login.toLowerCase();
}
