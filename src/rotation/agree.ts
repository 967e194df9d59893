/** Requests, from being asked to being accepted. */
import type { Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { type Half, halvesOf } from './agreement.ts';
import { knownOf } from './known.ts';
import { recordCovers } from './records.ts';
import { type Asking, closeRequest, openRequests, type Request, type Time } from './requests.ts';
import { swapOf } from './swap.ts';

/** What a request would come to now. */
export async function previewRequest(
  db: Db,
  scopeId: number,
  rotation: Rotation,
  asked: Pick<Asking, 'asker' | 'asked' | 'from' | 'to' | 'inReturn'>,
  now: Date,
): Promise<Half[]> {
  return halvesOf(rotation, await knownOf(db, scopeId, rotation, now), asked, now);
}

/** The shifts that two people would swap. */
export async function findSwap(
  db: Db,
  scopeId: number,
  rotation: Rotation,
  people: readonly [string, string],
  now: Date,
): Promise<{ readonly mine: Time; readonly theirs: Time } | undefined> {
  return swapOf(rotation, await knownOf(db, scopeId, rotation, now), people, now);
}

/** The open requests to the same person about the same time, which a new one replaces. */
export async function sameRequests(db: Db, scopeId: number, asking: Asking, now: Date): Promise<Request[]> {
  const open = await openRequests(db, scopeId, asking.asked, now);
  return open.filter(
    ({ asker, rotation, from, to }) =>
      asker.toLowerCase() === asking.asker.toLowerCase() &&
      rotation === asking.rotation &&
      from < asking.to &&
      to > asking.from,
  );
}

/** Both halves of a swap at once. */
export async function acceptRequest(
  db: Db,
  scopeId: number,
  { id, rotation, asked }: Request,
  halves: readonly Half[],
  now: Date,
): Promise<void> {
  await closeRequest(db, id, 'accepted', now);
  const covers = halves.flatMap((half) => half.covers);
  await recordCovers(db, { scopeId, rotation }, covers, now, { by: asked, requestId: id });
}

export function declineRequest(db: Db, { id }: Request, now: Date): Promise<void> {
  return closeRequest(db, id, 'declined', now);
}
