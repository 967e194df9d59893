/**
 * What the shifts that began leave behind: all that planning needs to know of them, whatever the file says. It is kept
 * with the records, so that a rotation of ten years need not read them all to know who is next.
 */
import type { Shift } from './schedule.ts';
import type { Turn } from './turns.ts';

/** Instants are milliseconds since the epoch, so that it is the same when it comes back from JSON. */
export type Tally = {
  /** When the first shift began. */
  readonly first: number;
  /** Of each member that ever served: when their last turn ended so far, and how many they had. */
  readonly served: readonly { readonly who: string; readonly since: number; readonly turns: number }[];
  /** The seats that have been taken at least once. */
  readonly taken: readonly number[];
  /** The turns of the last shift. */
  readonly turns: readonly Turn[];
};

/** Goes on counting from what earlier shifts left; nothing where nobody ever served. */
export function tallyOf(shifts: readonly Shift[], before?: Tally): Tally | undefined {
  const [oldest] = shifts;
  if (!oldest) return before;
  const served = new Map(before?.served.map((one) => [one.who, one]));
  const taken = new Set(before?.taken);
  let turns = before?.turns ?? [];
  for (const shift of shifts) {
    const goingOn = new Set(turns.filter(({ left }) => left > 0).map(({ who }) => who));
    turns = turnsOf(shift);
    for (const { seat, who } of turns) {
      taken.add(seat);
      const begun = goingOn.has(who) ? 0 : 1;
      served.set(who, { who, since: shift.end.getTime(), turns: (served.get(who)?.turns ?? 0) + begun });
    }
  }
  const first = before?.first ?? oldest.start.getTime();
  return { first, served: [...served.values()], taken: [...taken], turns };
}

/** Before turns were recorded, each lasted one shift. */
function turnsOf({ turns, onDuty }: Shift): readonly Turn[] {
  return turns ?? onDuty.map((login, seat) => ({ seat, who: login.toLowerCase(), left: 0 }));
}
