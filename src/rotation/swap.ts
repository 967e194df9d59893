/** Which shifts two people would swap: the next of each in which the other does not serve. Pure. */
import { peopleOf, type Rotation } from '../config/index.ts';
import { servedBy } from './covers.ts';
import type { Known } from './known.ts';
import type { Time } from './requests.ts';
import { nextShifts, type Shift } from './schedule.ts';

/** @returns nothing where one of the two serves in no shift to come within two rounds of the roster */
export function swapOf(
  rotation: Rotation,
  { history, covers }: Known,
  [one, other]: readonly [string, string],
  now: Date,
): { readonly mine: Time; readonly theirs: Time } | undefined {
  const count = 2 * rotation.stint * (rotation.roster.flatMap(peopleOf).length + 1);
  const shifts = nextShifts(rotation, { after: now, count }, history);
  const [mine, theirs] = [nextOf(one, other), nextOf(other, one)];
  return mine && theirs && { mine, theirs };

  function nextOf(login: string, without: string): Time | undefined {
    const next = shifts.find((shift) => timeOf(login, shift) && !timeOf(without, shift));
    return next && timeOf(login, next);
  }

  function timeOf(login: string, shift: Shift): Time | undefined {
    const theirs = servedBy(rotation, shift, covers).stretches.filter(({ serving }) =>
      serving.some((person) => person.toLowerCase() === login.toLowerCase()),
    );
    const [first, last] = [theirs.at(0), theirs.at(-1)];
    return first && last && { from: first.start, to: last.end };
  }
}
