/** Who served in a stretch of time, and for whom: people are named in thanks and in duties, never counted. */
import type { Rotation } from '../config/index.ts';
import { isSameLogin } from '../logins.ts';
import type { Db } from '../store/index.ts';
import { servedBy } from './covers.ts';
import { coversAfter, shiftsSince } from './records.ts';
import type { Shift } from './schedule.ts';

type Span = { readonly start: Date; readonly end: Date };

/** Somebody who served for another. */
type StoodIn = { readonly login: string; readonly owner: string };

export type Served = { readonly people: readonly string[]; readonly stoodIn: readonly StoodIn[] };

/** Everybody who served in a span (its end exclusive), each once, in the order in which they did, by what is on record. */
export async function servedIn(db: Db, scopeId: number, rotation: Rotation, span: Span): Promise<Served> {
  const which = { scopeId, rotation: rotation.name };
  const shifts = (await shiftsSince(db, which, span.start)).filter(({ start }) => start < span.end);
  const covers = await coversAfter(db, which, span.start);
  const seats = shifts.flatMap((shift) =>
    servedBy(rotation, shift, covers)
      .stretches.filter(({ start, end }) => start < span.end && end > span.start)
      .flatMap(({ serving }) =>
        serving.map((login, seat) => ({ login, owner: shift.onDuty[seat] ?? login })),
      ),
  );
  return {
    people: [...new Map(seats.map(({ login }) => [login.toLowerCase(), login])).values()],
    stoodIn: eachOnce(seats.filter(({ login, owner }) => !isSameLogin(login, owner))),
  };
}

function eachOnce(pairs: readonly StoodIn[]): StoodIn[] {
  const key = ({ login, owner }: StoodIn) => `${login}\n${owner}`.toLowerCase();
  return [...new Map(pairs.map((pair) => [key(pair), pair])).values()];
}

/** The shifts on record that were not over at an instant, oldest first. */
export function shiftsOnRecord(db: Db, scopeId: number, rotation: string, since: Date): Promise<Shift[]> {
  return shiftsSince(db, { scopeId, rotation }, since);
}
