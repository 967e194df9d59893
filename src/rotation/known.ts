/** What is known of a rotation: what has begun, who is there when, and the covers that lie on top. */
import type { Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { coversAfter, type RecordedCover, recordedSince } from './records.ts';
import type { History } from './schedule.ts';

export type Known = { readonly history: History; readonly covers: readonly RecordedCover[] };

/** @param after what is planned from this instant on, and the covers that reach beyond it */
export async function knownOf(
  db: Db,
  scopeId: number,
  rotation: Pick<Rotation, 'name'>,
  after: Date,
): Promise<Known> {
  const which = { scopeId, rotation: rotation.name };
  const history = await recordedSince(db, which, after);
  return { history, covers: await coversAfter(db, which, after) };
}
