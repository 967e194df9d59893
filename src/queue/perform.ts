/** How each effect is made so that making it twice, or again after a crash half-way, changes nothing. */
import { type Installation, isRefused, type Place } from '../github/index.ts';
import type { House } from '../house.ts';
import { parseMarker } from '../text.ts';
import { beginEffect, endEffect } from './begun.ts';
import { commit } from './commit.ts';
import { assign, assignAgain, reassign, unassign } from './perform-assignee.ts';
import { check, NO_ISSUE } from './perform-check.ts';
import { dashboard, retirement } from './perform-dashboard.ts';
import { label, opening, state, takingBack } from './perform-issue.ts';
import { milestone, milestoned } from './perform-milestone.ts';
import { join, leave } from './perform-team.ts';
import { dashboardKey, type Effect, type Thing, unknownHere } from './plan.ts';
import {
  findPost,
  findPostedIssue,
  findTelling,
  forgetPost,
  hashOf,
  type Post,
  recordPost,
} from './posts.ts';
import { bodyFor } from './readers.ts';
import { Hopeless } from './retry.ts';

export type Of<K extends Effect['kind']> = Extract<Effect, { kind: K }>;
export type Hands = { house: House; installationId: number; github: Installation; place: Place };

/** An effect with how often it was tried before, and since when it is wanted. */
export type Wanted = {
  readonly effect: Effect;
  readonly attempts: number;
  readonly createdAt: Date;
  /** When an attempt began of which nobody knows how it ended. */
  readonly begunBefore: Date | null;
};

/** @returns what there is to be settled once the effect is made */
export async function perform(house: House, installationId: number, wanted: Wanted): Promise<Thing[]> {
  const { effect } = wanted;
  const github = await house.github.installation(installationId);
  const place = await placeOf(house, effect.repositoryId);
  const hands = { house, installationId, github, place };
  switch (effect.kind) {
    case 'comment':
      return comment(hands, effect);
    case 'reply':
      return reply(hands, effect);
    case 'reaction':
      await github.thumbUp(place, effect.commentId);
      return [];
    case 'assign':
      return wanted.attempts === 0 ? assign(hands, effect) : assignAgain(hands, effect, wanted.createdAt);
    case 'unassign':
      return unassign(hands, effect);
    case 'reassign':
      return reassign(hands, effect);
    case 'join':
      return join(hands, effect, wanted);
    case 'leave':
      return leave(hands, effect);
    case 'dashboard':
      return dashboard(hands, effect);
    case 'opening':
      return opening(hands, effect);
    case 'label':
      return label(hands, effect);
    case 'state':
      return state(hands, effect);
    case 'milestone':
      return milestone(hands, effect);
    case 'milestoned':
      return milestoned(hands, effect);
    case 'announcement':
      return announcement(hands, effect);
    case 'retirement':
      return retirement(hands, effect);
    case 'retelling':
      return retelling(hands, effect);
    case 'check':
      return check(hands, effect);
    default:
      throw unknownHere(effect);
  }
}

async function placeOf(house: House, repositoryId: number): Promise<Place> {
  return house.db
    .selectFrom('repositories')
    .select(['owner', 'name'])
    .where('id', '=', repositoryId)
    .executeTakeFirstOrThrow(() => new Error(`repository ${repositoryId} is not known`));
}

/** The bot's comment with a marker: edited where it stands, posted where it does not. */
async function comment({ house, github, place }: Hands, effect: Of<'comment'>): Promise<Thing[]> {
  const { repositoryId, number, marker } = effect;
  const body = await bodyFor(house.db, repositoryId, effect.body);
  const post = { repositoryId, number, marker, bodyHash: hashOf(body), telling: effect.body };
  const known = await findPost(house.db, post);
  if (known?.bodyHash === post.bodyHash) return [];
  const there = known && (await editComment({ github, place }, known.commentId, body));
  const commentId = there ? known.commentId : await findOrPost({ github, place }, { number, marker, body });
  await recordPost(house.db, { ...post, commentId });
  return [];
}

/** Whoever deleted what they said wants no answer to it. */
async function reply(hands: Hands, effect: Of<'reply'>): Promise<Thing[]> {
  if (!(await hands.github.hasComment(hands.place, effect.commentId))) return [];
  const { repositoryId, number, marker, body } = effect;
  try {
    return await comment(hands, { kind: 'comment', repositoryId, number, marker, body });
  } catch (error) {
    // Gone with its issue, in this very moment.
    if (!isRefused(error, 404, 410)) throw error;
    return [];
  }
}

export type Reach = Pick<Hands, 'github' | 'place'>;

/** Not posted as far as anybody knows; but the answer to an earlier attempt may have been lost. */
async function findOrPost(
  { github, place }: Reach,
  { number, marker, body }: Pick<Of<'comment'>, 'number' | 'marker' | 'body'>,
): Promise<number> {
  const found = await github.findComment(place, number, marker);
  if (found?.body === body || (found && (await editComment({ github, place }, found.id, body))))
    return found.id;
  return github.createComment(place, number, body);
}

/** @returns whether the comment was there to be edited: somebody may have deleted it */
async function editComment({ github, place }: Reach, id: number, body: string): Promise<boolean> {
  try {
    await github.updateComment(place, id, body);
    return true;
  } catch (error) {
    if (!isRefused(error, 404)) throw error;
    return false;
  }
}

async function announcement(hands: Hands, effect: Of<'announcement'>): Promise<Thing[]> {
  const { repositoryId, scopeId, marker, body } = effect;
  const home =
    (await findPostedIssue(hands.house.db, repositoryId, effect.dashboard)) ??
    (await openAhead(hands, effect));
  if (!home) throw await missingDashboard(hands, effect);
  try {
    return await comment(hands, { kind: 'comment', repositoryId, number: home.number, marker, body });
  } catch (error) {
    if (!isRefused(error, 404, 410)) throw error;
    // Somebody deleted the dashboard: it is opened anew, and this comes again.
    await forgetPost(hands.house.db, { repositoryId, number: home.number, marker: effect.dashboard });
    await commit(hands.house, hands.installationId, { settle: [{ kind: 'dashboard', scopeId }] });
    throw new Error('the dashboard issue is gone');
  }
}

/** Where the dashboard was given up there is nothing to wait for: what ended it ends the announcement too. */
async function missingDashboard(
  { house, installationId }: Hands,
  { repositoryId, dashboard }: Of<'announcement'>,
): Promise<Error> {
  const dead = await house.db
    .selectFrom('effects')
    .select('error')
    .where('installation_id', '=', installationId)
    .where('key', '=', dashboardKey(repositoryId, dashboard))
    .where('state', '=', 'dead')
    .executeTakeFirst();
  if (dead) return new Hopeless(`the dashboard issue cannot be opened: ${dead.error}`);
  return new Error('the dashboard issue is not there yet');
}

/** A new dashboard would wait behind all that matters more, and the announcement with it: so it is opened at once. */
async function openAhead(hands: Hands, { repositoryId, dashboard: marker }: Of<'announcement'>) {
  const waiting = await hands.house.db
    .selectFrom('effects')
    .select(['id', 'effect'])
    .where('installation_id', '=', hands.installationId)
    .where('key', '=', dashboardKey(repositoryId, marker))
    .where('state', '=', 'pending')
    .executeTakeFirst();
  if (waiting) {
    const { db, clock } = hands.house;
    const begun = await beginEffect(db, waiting.id, clock());
    if ('wait' in begun) return undefined;
    try {
      const settle = await dashboard(hands, waiting.effect as Of<'dashboard'>);
      await commit(hands.house, hands.installationId, { settle });
    } finally {
      await endEffect(db, waiting.id, begun.at);
    }
  }
  return findPostedIssue(hands.house.db, repositoryId, marker);
}

/** What was posted, as it may be read now; where somebody deleted it, it stays deleted. */
async function retelling({ house, github, place }: Hands, effect: Of<'retelling'>): Promise<Thing[]> {
  const post = await findTelling(house.db, effect);
  if (!post) return [];
  try {
    if (isWrittenIn(post)) await takingBack({ house, github, place }, post);
    else await tellAnew({ house, github, place }, post);
  } catch (error) {
    if (!isRefused(error, 404, 410)) throw error;
    await forgetPost(house.db, post);
  }
  return [];
}

/** An issue of the bot's own that is not a dashboard is people's, once it is opened. */
function isWrittenIn({ number, commentId, marker }: Post): boolean {
  return number !== NO_ISSUE && commentId === 0 && parseMarker(marker)?.kind !== 'dashboard';
}

async function tellAnew(
  { house, github, place }: Pick<Hands, 'house' | 'github' | 'place'>,
  post: Post & { readonly retired: boolean },
): Promise<void> {
  const body = await bodyFor(house.db, post.repositoryId, post.telling);
  if (hashOf(body) === post.bodyHash) return;
  if (post.number === NO_ISSUE) await github.updateCheck(place, post.commentId, body);
  else if (post.commentId === 0) await github.updateIssue(place, post.number, { body });
  else await github.updateComment(place, post.commentId, body);
  await recordPost(house.db, { ...post, bodyHash: hashOf(body) }, post.retired ? 'retired' : 'stands');
}
