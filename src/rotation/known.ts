/** What is known of a rotation: what has begun, who is there when, and the covers that lie on top. */
import type { Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { coversAfter, type RecordedCover, recordedAbsences, recordedShifts, rosterJoins } from './records.ts';
import type { History } from './schedule.ts';

export type Known = { readonly history: History; readonly covers: readonly RecordedCover[] };

/** @param after the covers are those that reach beyond this instant */
export async function knownOf(
  db: Db,
  scopeId: number,
  rotation: Pick<Rotation, 'name'>,
  after: Date,
): Promise<Known> {
  const which = { scopeId, rotation: rotation.name };
  const history = {
    shifts: await recordedShifts(db, which),
    joined: await rosterJoins(db, which),
    absences: await recordedAbsences(db, scopeId),
  };
  return { history, covers: await coversAfter(db, which, after) };
}
