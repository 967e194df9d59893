/** What is known of a rotation: what has begun, who is there when, and the covers that lie on top. */
import type { Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { coversAfter, type RecordedCover, recordedSince } from './records.ts';
import type { History } from './schedule.ts';
import { followTeams } from './team-squads.ts';

export type Known = { readonly history: History; readonly covers: readonly RecordedCover[] };

/** @param after what is planned from this instant on, and the covers that reach beyond it */
export async function knownOf(db: Db, scopeId: number, rotation: Rotation, after: Date): Promise<Known> {
  const which = { scopeId, rotation: rotation.name };
  const recorded = await recordedSince(db, which, after);
  const shifts = recorded.shifts.map((shift) => followTeams(rotation, recorded, shift, after));
  const history = { ...recorded, shifts };
  return { history, covers: await coversAfter(db, which, after) };
}
