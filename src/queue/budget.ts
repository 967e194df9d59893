/**
 * GitHub's budgets for writing, kept by design instead of run into. Source: GitHub's documentation, "Rate limits for
 * the REST API", *About secondary rate limits*: no more than 80 content-generating requests a minute and 500 an
 * hour; 900 points a minute, of which a write costs five. The counts are in the store, so they hold across replicas
 * and restarts. A margin is left for what people do by other Apps.
 */
import type { Db } from '../store/index.ts';
import { addMs, HOUR, MINUTE } from '../time.ts';
import type { Effect } from './plan.ts';
import { findPost, findPostedIssue, findTelling, hashOf } from './posts.ts';
import { bodyFor } from './readers.ts';

type Kind = 'creation' | 'change';
type Budget = { readonly span: number; readonly most: number; readonly counts: readonly Kind[] };

const budgets: readonly Budget[] = [
  { span: MINUTE, most: 70, counts: ['creation'] },
  { span: HOUR, most: 450, counts: ['creation'] },
  { span: MINUTE, most: 150, counts: ['creation', 'change'] },
];

/** Whether an effect will create content, change what is there, or find it as it should be. */
export async function kindOf(db: Db, effect: Effect): Promise<Kind | 'nothing'> {
  switch (effect.kind) {
    case 'assign':
    case 'unassign':
    case 'reassign':
    case 'join':
    case 'leave':
    case 'retirement':
    case 'label':
    case 'state':
    case 'milestoned':
      return 'change';
    case 'opening':
      return (await findPostedIssue(db, effect.repositoryId, effect.marker)) ? 'nothing' : 'creation';
    case 'retelling': {
      const post = await findTelling(db, effect);
      return post ? kindOfPost(db, post, { ...effect, body: post.telling }) : 'nothing';
    }
    case 'comment':
    case 'reply':
      return kindOfPost(db, await findPost(db, effect), effect);
    case 'dashboard':
      return kindOfPost(db, await findPostedIssue(db, effect.repositoryId, effect.marker), effect);
    case 'announcement':
    case 'check':
    case 'reaction':
    case 'milestone':
      return 'creation';
    default:
      // Of a newer version: nothing will come of it here.
      return 'nothing';
  }
}

async function kindOfPost(
  db: Db,
  post: { bodyHash: string } | undefined,
  wanted: { repositoryId: number; body: string },
): Promise<Kind | 'nothing'> {
  if (!post) return 'creation';
  const body = await bodyFor(db, wanted.repositoryId, wanted.body);
  return post.bodyHash === hashOf(body) ? 'nothing' : 'change';
}

/** When an installation may write next, now or later. */
export async function nextSlot(db: Db, installationId: number, kind: Kind, now: Date): Promise<Date> {
  let slot = now;
  for (const budget of budgets.filter(({ counts }) => counts.includes(kind))) {
    const free = await freeAgain(db, installationId, budget, now);
    if (free > slot) slot = free;
  }
  return slot;
}

/** The write that is one too many for the span leaves it when the oldest of the last `most` does. */
async function freeAgain(db: Db, installationId: number, budget: Budget, now: Date): Promise<Date> {
  const blocking = await db
    .selectFrom('writes')
    .select('at')
    .where('installation_id', '=', installationId)
    .where('kind', 'in', budget.counts)
    .where('at', '>', addMs(now, -budget.span))
    // Should the clock have been set back, what lies ahead does not count.
    .where('at', '<=', now)
    .orderBy('at', 'desc')
    .offset(budget.most - 1)
    .limit(1)
    .executeTakeFirst();
  return blocking ? addMs(blocking.at, budget.span) : now;
}

/** Counts a write that is about to be made, whatever comes of it. */
export async function countWrite(db: Db, installationId: number, kind: Kind, now: Date): Promise<void> {
  await db
    .deleteFrom('writes')
    .where('installation_id', '=', installationId)
    .where('at', '<', addMs(now, -HOUR))
    .execute();
  await db.insertInto('writes').values({ installation_id: installationId, at: now, kind }).execute();
}
