import type { Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { queueOf } from './queue.ts';
import { recordedAbsences } from './records.ts';

/** Who of a roster is there at an instant: on it, and not away. In roster order; squads by their members. */
export async function presentAt(db: Db, scopeId: number, rotation: Rotation, at: Date): Promise<string[]> {
  const absences = await recordedAbsences(db, scopeId);
  const people = [...queueOf(rotation, { shifts: [], absences }).values()].flatMap((one) => one.people);
  const instant = at.getTime();
  const there = people.filter(({ present }) =>
    present.some(({ start, end }) => start <= instant && instant < end),
  );
  return [...new Map(there.map(({ login }) => [login.toLowerCase(), login])).values()];
}
