/** Covers that people arrange by themselves, looked at before they are made. */
import type { Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { type Cover, servedBy, type Void } from './covers.ts';
import { type Known, knownOf } from './known.ts';
import { recordCovers } from './records.ts';
import { planShifts } from './schedule.ts';

export type Wanted = Omit<Cover, 'id'>;

/** What would come of covers: the parts of them that cannot be, and whether anything is left. */
export type Preview = { readonly effect: 'some' | 'none'; readonly voids: readonly Void[] };

/** Looks at a cover before it is made, over the shifts that began and those that are planned. */
export async function previewCover(
  db: Db,
  scopeId: number,
  rotation: Rotation,
  wanted: Wanted,
): Promise<Preview> {
  return previewOf(rotation, await knownOf(db, scopeId, rotation, wanted.from), [wanted]);
}

/** What would come of covers upon those that were made. */
export function previewOf(
  rotation: Rotation,
  { history, covers }: Known,
  wanted: readonly Wanted[],
): Preview {
  const added = wanted.map((one) => ({ ...one, id: Number.POSITIVE_INFINITY }));
  const shifts = added.flatMap((one) => planShifts(rotation, one, history));
  const after = shifts.map((shift) => servedBy(rotation, shift, [...covers, ...added]));
  const changed = shifts.some((shift, index) => {
    const before = servedBy(rotation, shift, covers).stretches;
    return JSON.stringify(before) !== JSON.stringify(after[index]?.stretches);
  });
  const voids = added.flatMap((cover) =>
    planShifts(rotation, cover, history).flatMap((shift) =>
      servedBy(rotation, shift, [...covers, ...added]).voids.filter((one) => one.cover === cover),
    ),
  );
  return { effect: changed ? 'some' : 'none', voids };
}

export function makeCover(
  db: Db,
  scopeId: number,
  { name }: Rotation,
  cover: Wanted,
  by: string,
  now: Date,
): Promise<void> {
  return recordCovers(db, { scopeId, rotation: name }, [cover], now, { by });
}
