import type { Installation } from '../github/index.ts';
import type { House } from '../house.ts';
import { describe, findPostedComment } from '../queue/index.ts';
import { repositoryById, type Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { addMs, DAY } from '../time.ts';
import { type Asked, askedSince, recordTotal, type Total, tally } from './answers.ts';
import { handoffMarker } from './wording.ts';

const COUNTED = 56 * DAY;
/** How long an answer may still come, or change. */
const OPEN = 15 * DAY;
/** How many comments are looked at for one report. */
const MOST = 20;

export type Answers = { readonly total: Total; readonly write: (db: Db) => Promise<void> };

/**
 * The answers of the last eight weeks. GitHub has no webhook for reactions, so those of the newest handoffs are read
 * now; what cannot be read is left as it was, for the next report, which does not wait for it.
 */
export async function readAnswers(house: House, scope: Scope, now: Date): Promise<Answers> {
  const all = await askedSince(house.db, scope.id, addMs(now, -COUNTED));
  const open = all.filter(({ readAt, start }) => readAt === null || start >= addMs(now, -OPEN));
  const fresh = await read(house, scope, open.slice(0, MOST));
  const totals = all.map((one) => fresh.get(one) ?? one);
  return {
    total: {
      yes: totals.reduce((sum, { yes }) => sum + yes, 0),
      no: totals.reduce((sum, { no }) => sum + no, 0),
    },
    async write(db) {
      for (const [one, total] of fresh) await recordTotal(db, scope.id, one, total, now);
    },
  };
}

async function read(house: House, scope: Scope, open: readonly Asked[]): Promise<Map<Asked, Total>> {
  const fresh = new Map<Asked, Total>();
  if (open.length === 0) return fresh;
  try {
    const github = await house.github.installation(scope.installationId);
    for (const one of open) {
      const total = await totalOf(house, github, one);
      if (total) fresh.set(one, total);
    }
  } catch (error) {
    house.log.warn({ reason: describe(error) }, 'answers to a handoff cannot be read now');
  }
  return fresh;
}

/** Nothing where the comment is not posted yet, or gone, or out of sight. */
async function totalOf(house: House, github: Installation, one: Asked): Promise<Total | undefined> {
  const repository = await repositoryById(house.db, one.repositoryId);
  const marker = handoffMarker(one.rotation, one.start);
  const commentId = await findPostedComment(house.db, one.repositoryId, marker);
  if (!repository || repository.taken || commentId === undefined) return undefined;
  const reactions = await github.reactions(repository, commentId);
  return reactions && tally(reactions, one.asked);
}
