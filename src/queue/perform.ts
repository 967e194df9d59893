/** How each effect is made so that making it twice, or again after a crash half-way, changes nothing. */
import { type Installation, type IssueFacts, isRefused, type Place } from '../github/index.ts';
import type { House } from '../house.ts';
import { commit } from './commit.ts';
import { type Answer, dashboardKey, type Effect, type Stored, type Thing } from './plan.ts';
import { findPost, findPostedIssue, forgetPost, hashOf, recordPost } from './posts.ts';
import { Hopeless } from './retry.ts';

type Of<K extends Effect['kind']> = Extract<Effect, { kind: K }>;
type Hands = { house: House; installationId: number; github: Installation; place: Place };

/** @returns what there is to be settled once the effect is made */
export async function perform(house: House, installationId: number, effect: Effect): Promise<Thing[]> {
  const github = await house.github.installation(installationId);
  const place = await placeOf(house, effect.repositoryId);
  const hands = { house, installationId, github, place };
  switch (effect.kind) {
    case 'comment':
      return comment(hands, effect);
    case 'assign':
      return assign(hands, effect);
    case 'unassign':
      return unassign(hands, effect);
    case 'dashboard':
      return dashboard(hands, effect);
    case 'announcement':
      return announcement(hands, effect);
    case 'check':
      await github.reportCheck(place, effect.report);
      return [];
  }
}

async function placeOf(house: House, repositoryId: number): Promise<Place> {
  return house.db
    .selectFrom('repositories')
    .select(['owner', 'name'])
    .where('id', '=', repositoryId)
    .executeTakeFirstOrThrow(() => new Error(`repository ${repositoryId} is not known`));
}

async function assign({ github, place }: Hands, effect: Of<'assign'>): Promise<Thing[]> {
  try {
    const issue = await github.assign(place, effect.number, effect.login);
    const assigned = issue.assignees.some((login) => login.toLowerCase() === effect.login.toLowerCase());
    return [answer(effect, assigned ? { kind: 'assigned', issue: stored(issue) } : { kind: 'unassignable' })];
  } catch (error) {
    if (isRefused(error, 422)) return [answer(effect, { kind: 'unassignable' })];
    throw error;
  }
}

async function unassign({ github, place }: Hands, effect: Of<'unassign'>): Promise<Thing[]> {
  const issue = await github.unassign(place, effect.number, effect.login);
  return [answer(effect, { kind: 'unassigned', issue: stored(issue) })];
}

function answer(effect: Of<'assign' | 'unassign'>, given: Answer): Thing {
  const { repositoryId, number, login } = effect;
  return { kind: 'answer', repositoryId, number, login, answer: given };
}

function stored(issue: IssueFacts): Stored<IssueFacts> {
  return { ...issue, createdAt: issue.createdAt.toISOString(), updatedAt: issue.updatedAt.toISOString() };
}

/** The bot's comment with a marker: edited where it stands, posted where it does not. */
async function comment({ house, github, place }: Hands, effect: Of<'comment'>): Promise<Thing[]> {
  const { repositoryId, number, marker, body } = effect;
  const post = { repositoryId, number, marker, bodyHash: hashOf(body) };
  const known = await findPost(house.db, post);
  if (known?.bodyHash === post.bodyHash) return [];
  const there = known && (await editComment({ github, place }, known.commentId, body));
  const commentId = there ? known.commentId : await findOrPost({ github, place }, effect);
  await recordPost(house.db, { ...post, commentId });
  return [];
}

type Reach = Pick<Hands, 'github' | 'place'>;

/** Not posted as far as anybody knows; but the answer to an earlier attempt may have been lost. */
async function findOrPost({ github, place }: Reach, effect: Of<'comment'>): Promise<number> {
  const { number, marker, body } = effect;
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
    .select('effect')
    .where('installation_id', '=', hands.installationId)
    .where('key', '=', dashboardKey(repositoryId, marker))
    .where('state', '=', 'pending')
    .executeTakeFirst();
  if (waiting) await dashboard(hands, waiting.effect as Of<'dashboard'>);
  return findPostedIssue(hands.house.db, repositoryId, marker);
}

async function dashboard({ house, github, place }: Hands, effect: Of<'dashboard'>): Promise<Thing[]> {
  const { repositoryId, marker, body } = effect;
  const known = await findPostedIssue(house.db, repositoryId, marker);
  const told = known?.bodyHash === hashOf(body);
  const there = known && (told || (await editIssue({ github, place }, known.number, body)));
  const number = there ? known.number : await findOrOpen({ github, place }, effect);
  if (!told)
    await recordPost(house.db, { repositoryId, number, marker, commentId: 0, bodyHash: hashOf(body) });
  if (effect.replaces) await retire({ house, github, place }, repositoryId, effect.replaces, number);
  return [];
}

/** As with a comment: an earlier attempt may have opened it. */
async function findOrOpen({ github, place }: Reach, effect: Of<'dashboard'>): Promise<number> {
  const { marker, title, body } = effect;
  const found = await github.findIssue(place, marker);
  if (found !== undefined && (await editIssue({ github, place }, found, body))) return found;
  return github.createIssue(place, { title, body });
}

/** @returns whether the issue was there to be edited: somebody may have deleted it, or moved it away */
async function editIssue({ github, place }: Reach, number: number, body: string): Promise<boolean> {
  if (!(await github.issue(place, number))) return false;
  await github.updateIssue(place, number, { body });
  return true;
}

/** GitHub caps the comments on an issue, so each quarter has its own; the old one points to the new, told once. */
async function retire(
  { house, github, place }: Omit<Hands, 'installationId'>,
  repositoryId: number,
  marker: string,
  successor: number,
): Promise<void> {
  const old = await findPostedIssue(house.db, repositoryId, marker);
  const body = `${marker}\nThis dashboard continues in #${successor}.`;
  const bodyHash = hashOf(body);
  if (!old || old.number === successor || old.bodyHash === bodyHash) return;
  await github.updateIssue(place, old.number, { body, state: 'closed' }).catch((error: unknown) => {
    // Deleted meanwhile: then nobody has to be pointed anywhere.
    if (!isRefused(error, 404, 410)) throw error;
  });
  await recordPost(house.db, { repositoryId, number: old.number, marker, commentId: 0, bodyHash });
}
