import { leadsOf, type Rotation } from '../config/index.ts';
import type { House } from '../house.ts';
import { eachOnce } from '../logins.ts';
import { servedIn, shiftsOnRecord } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import { addMs } from '../time.ts';

/** Who is asked to a retro: those who served in the shift that ended, those who serve next, and the leads. */
export async function peopleAsked(
  house: House,
  scope: Scope,
  rotations: readonly Rotation[],
  end: Date,
): Promise<string[]> {
  const people: string[] = [];
  for (const rotation of rotations) people.push(...(await peopleOfBothShifts(house, scope, rotation, end)));
  return eachOnce([...people, ...leadsOf(scope.config)]);
}

async function peopleOfBothShifts(
  house: House,
  scope: Scope,
  rotation: Rotation,
  end: Date,
): Promise<string[]> {
  const { db } = house;
  const shifts = await shiftsOnRecord(db, scope.id, rotation.name, addMs(end, -1));
  const [ended] = shifts;
  if (!ended) return [];
  const served = await servedIn(db, scope.id, rotation, { start: ended.start, end });
  const now = house.clock();
  const serving = await servedIn(db, scope.id, rotation, { start: now, end: addMs(now, 1) });
  return [...served.people, ...serving.people];
}
