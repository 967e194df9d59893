/** When somebody is to serve and is not there, and nobody is available to cover. */
import { peopleOf, type Rotation } from '../config/index.ts';
import { isSameLogin } from '../logins.ts';
import { earliest } from '../time.ts';
import { type Cover, servedBy } from './covers.ts';
import type { History, Shift } from './schedule.ts';
import { isPresent, nextPresenceChange, standIns } from './stand-in.ts';

/** Somebody's place on duty stays empty from one instant to another (exclusive). */
export type Uncovered = { readonly login: string; readonly from: Date; readonly to: Date };

/**
 * The parts of a shift from an instant on that somebody misses whom nobody covers, in order. Whoever would cover by the
 * rule when the time comes counts as covering; where others of a squad are there, its place is not empty.
 *
 * @param history with the running shift
 */
export function uncoveredIn(
  rotation: Rotation,
  history: History,
  shift: Shift,
  covers: readonly Cover[],
  from: Date,
): Uncovered[] {
  const found: Uncovered[] = [];
  let laid = covers;
  for (let at = from > shift.start ? from : shift.start; at < shift.end; ) {
    const before = stretchAt(rotation, shift, laid, at);
    const ruled = standIns(rotation, history, shift, before.serving, at);
    laid = [...laid, ...ruled.map((cover) => ({ ...cover, id: Number.POSITIVE_INFINITY }))];
    const { serving, end } = stretchAt(rotation, shift, laid, at);
    const change = nextPresenceChange(rotation, history, serving, at);
    const to = change ? earliest(end, change) : end;
    for (const login of missing(rotation, history, serving, at)) found.push({ login, from: at, to });
    at = to;
  }
  return joined(found);
}

/** Who of those who serve at an instant is not there, and leaves the place empty. */
function missing(rotation: Rotation, history: History, serving: readonly string[], at: Date): string[] {
  const there = serving.filter((login) => isPresent(rotation, history, login, at));
  const isThere = (login: string) => there.some((one) => isSameLogin(one, login));
  return serving.filter((login) => !isThere(login) && !squadOf(rotation, login).some(isThere));
}

function squadOf({ roster }: Rotation, login: string): readonly string[] {
  const squads = roster.map(peopleOf).filter((people) => people.length > 1);
  return squads.find((people) => people.some((one) => isSameLogin(one, login))) ?? [];
}

function stretchAt(rotation: Rotation, shift: Shift, covers: readonly Cover[], at: Date) {
  const { stretches } = servedBy(rotation, shift, covers);
  return stretches.find(({ end }) => end > at) ?? { serving: shift.onDuty, end: shift.end };
}

/** Parts that meet, of the same person, as one; `parts` in order. */
export function joined<P extends Uncovered>(parts: readonly P[]): P[] {
  const whole: P[] = [];
  for (const part of parts) {
    const meets = whole.findIndex(
      ({ login, to }) => isSameLogin(login, part.login) && to.getTime() === part.from.getTime(),
    );
    const before = whole[meets];
    if (before) whole[meets] = { ...before, to: part.to };
    else whole.push(part);
  }
  return whole;
}
