/** Whoever covers by the rule hands back as soon as the one they cover for is there. */
import type { Rotation } from '../config/index.ts';
import type { RecordedCover } from './records.ts';
import type { History } from './schedule.ts';
import { isPresent, nextArrival } from './stand-in.ts';

/**
 * The covers that the rule made and that are not needed any more. One on which people arranged something stands: they
 * know better.
 */
export function handedBack(
  rotation: Rotation,
  history: History,
  covers: readonly RecordedCover[],
  now: Date,
): RecordedCover[] {
  return byTheRule(covers, now).filter(
    (cover) => !isBuiltUpon(cover, covers, now) && isPresent(rotation, history, cover.owner, now),
  );
}

/** When somebody for whom another covers by the rule comes. */
export function nextReturn(
  rotation: Rotation,
  history: History,
  covers: readonly RecordedCover[],
  now: Date,
): Date | undefined {
  const owners = byTheRule(covers, now).map(({ owner }) => owner);
  return nextArrival(rotation, history, owners, now);
}

function byTheRule(covers: readonly RecordedCover[], now: Date): RecordedCover[] {
  return covers.filter(({ madeBy, from, to }) => madeBy === null && from <= now && to > now);
}

function isBuiltUpon({ id, substitute }: RecordedCover, covers: readonly RecordedCover[], now: Date) {
  return covers.some(
    (later) =>
      later.id > id &&
      later.madeBy !== null &&
      later.owner.toLowerCase() === substitute.toLowerCase() &&
      later.from <= now &&
      later.to > now,
  );
}
