/** How assignees are changed: one at a time, and never against a person who decided otherwise. */
import { type IssueFacts, isRefused } from '../github/index.ts';
import { isSameLogin } from '../logins.ts';
import type { Hands, Of } from './perform.ts';
import type { Answer, Stored, Thing } from './plan.ts';

export async function assign({ github, place }: Hands, effect: Of<'assign'>): Promise<Thing[]> {
  try {
    const issue = await github.assign(place, effect.number, effect.login);
    const assigned = issue.assignees.some((login) => isSameLogin(login, effect.login));
    return [answer(effect, assigned ? { kind: 'assigned', issue: stored(issue) } : { kind: 'unassignable' })];
  } catch (error) {
    if (isRefused(error, 422)) return [answer(effect, { kind: 'unassignable' })];
    throw error;
  }
}

/**
 * The answer to an earlier attempt may have been lost, and a person may have decided since: told as the answer, what
 * GitHub shows now lets the issue be settled anew.
 */
export async function assignAgain(hands: Hands, effect: Of<'assign'>, since: Date): Promise<Thing[]> {
  const issue = await hands.github.issue(hands.place, effect.number);
  if (!issue) return assign(hands, effect);
  const there = issue.assignees.some((login) => isSameLogin(login, effect.login));
  const decided =
    there || (await isOvertaken(hands, effect, issue)) || (await isUndone(hands, effect, since));
  return decided ? [answer(effect, { kind: 'assigned', issue: stored(issue) })] : assign(hands, effect);
}

export async function unassign({ github, place }: Hands, effect: Of<'unassign'>): Promise<Thing[]> {
  const issue = await github.unassign(place, effect.number, effect.login);
  return [answer(effect, { kind: 'unassigned', issue: stored(issue) })];
}

/** The one who is to have it comes first, so that a crash between the two steps leaves both to do. */
export async function reassign({ github, place }: Hands, effect: Of<'reassign'>): Promise<Thing[]> {
  const { number, from, to } = effect;
  const issue = await github.issue(place, number);
  const isAssigned = (whom: string) => issue?.assignees.some((login) => isSameLogin(login, whom)) ?? false;
  // A person decided otherwise meanwhile, or this was made before.
  if (!isAssigned(from)) return [];
  if (to !== null && !isAssigned(to)) await github.assign(place, number, to);
  await github.unassign(place, number, from);
  return [];
}

/** Whether somebody is assigned of whom nobody knew when it was decided. */
async function isOvertaken(
  { house }: Hands,
  { repositoryId, number }: Of<'assign'>,
  now: IssueFacts,
): Promise<boolean> {
  const known = await house.db
    .selectFrom('issues')
    .select('assignees')
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .executeTakeFirst();
  return now.assignees.some((login) => !known?.assignees.some((one) => isSameLogin(one, login)));
}

/** Whether a person took off whom an earlier attempt had assigned. */
async function isUndone(
  { house, github, place }: Hands,
  effect: Of<'assign'>,
  since: Date,
): Promise<boolean> {
  const bot = await house.github.botLogin();
  const events = await github.issueEvents(place, effect.number);
  return events.some(
    ({ event, actor, assignee, created_at }) =>
      event === 'unassigned' &&
      isSameLogin(assignee ?? '', effect.login) &&
      !isSameLogin(actor ?? '', bot) &&
      // GitHub's times are whole seconds.
      Date.parse(created_at) >= Math.floor(since.getTime() / 1000) * 1000,
  );
}

function answer(effect: Of<'assign' | 'unassign'>, given: Answer): Thing {
  const { repositoryId, number, login } = effect;
  return { kind: 'answer', repositoryId, number, login, answer: given };
}

function stored(issue: IssueFacts): Stored<IssueFacts> {
  return { ...issue, createdAt: issue.createdAt.toISOString(), updatedAt: issue.updatedAt.toISOString() };
}
