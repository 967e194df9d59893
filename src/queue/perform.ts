/** How each effect is made so that making it twice, or again after a crash half-way, changes nothing. */
import { type Installation, type IssueFacts, isRefused, type Place } from '../github/index.ts';
import type { House } from '../house.ts';
import { commit } from './commit.ts';
import type { Answer, Effect, Stored, Thing } from './plan.ts';
import { findPost, findPostedIssue, forgetPost, hashOf, recordPost } from './posts.ts';

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
  const found = known
    ? { id: known.commentId, body: undefined }
    : await github.findComment(place, number, marker);
  const commentId = await editOrPost({ github, place }, number, found, body);
  await recordPost(house.db, { ...post, commentId });
  return [];
}

async function editOrPost(
  { github, place }: Pick<Hands, 'github' | 'place'>,
  number: number,
  found: { id: number; body: string | undefined } | undefined,
  body: string,
): Promise<number> {
  if (!found) return github.createComment(place, number, body);
  if (found.body === body) return found.id;
  try {
    await github.updateComment(place, found.id, body);
    return found.id;
  } catch (error) {
    // Somebody deleted it: what is to be said is said anew.
    if (!isRefused(error, 404)) throw error;
    return github.createComment(place, number, body);
  }
}

async function announcement(hands: Hands, effect: Of<'announcement'>): Promise<Thing[]> {
  const { repositoryId, scopeId, marker, body } = effect;
  const home = await findPostedIssue(hands.house.db, repositoryId, effect.dashboard);
  if (!home) throw new Error('the dashboard issue is not there yet');
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

async function dashboard({ house, github, place }: Hands, effect: Of<'dashboard'>): Promise<Thing[]> {
  const { repositoryId, marker, title, body } = effect;
  const known = await findPostedIssue(house.db, repositoryId, marker);
  if (known?.bodyHash === hashOf(body)) return [];
  const number = known?.number ?? (await github.findIssue(place, marker));
  const there = number !== undefined && (await editIssue({ github, place }, number, body));
  const home = there ? number : await github.createIssue(place, { title, body });
  await recordPost(house.db, { repositoryId, number: home, marker, commentId: 0, bodyHash: hashOf(body) });
  if (effect.replaces) await retire({ house, github, place }, repositoryId, effect.replaces, home);
  return [];
}

/** @returns whether the issue was there to be edited: somebody may have deleted it, or moved it away */
async function editIssue(
  { github, place }: Pick<Hands, 'github' | 'place'>,
  number: number,
  body: string,
): Promise<boolean> {
  if (!(await github.issue(place, number))) return false;
  await github.updateIssue(place, number, { body });
  return true;
}

/** GitHub caps the comments on an issue, so each quarter has its own; the old one points to the new. */
async function retire(
  { house, github, place }: Omit<Hands, 'installationId'>,
  repositoryId: number,
  marker: string,
  successor: number,
): Promise<void> {
  const old = await findPostedIssue(house.db, repositoryId, marker);
  if (!old || old.number === successor) return;
  const body = `${marker}\nThis dashboard continues in #${successor}.`;
  await github.updateIssue(place, old.number, { body, state: 'closed' }).catch((error: unknown) => {
    // Deleted meanwhile: then nobody has to be pointed anywhere.
    if (!isRefused(error, 404, 410)) throw error;
  });
}
