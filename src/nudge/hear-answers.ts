import { issueKey, lapseDebt, type OwnedDebt, releaseDebt } from '../debt/index.ts';
import { type Installation, isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import { findPost, nothing, type Plan } from '../queue/index.ts';
import { type Repository, repositoryById } from '../scope/index.ts';
import { answerIn, isOver, type Quiet, samePeople } from './quiet.ts';
import { recordQuiet } from './records.ts';
import { areAway, type Round } from './round.ts';
import { nudgeMarker } from './wording.ts';

/** How many questions are looked at a day in a scope, those that are open longest first. */
const LOOKS = 100;

type Question = Quiet & { readonly repositoryId: number; readonly number: number; readonly askedAt: Date };

/** Hears what was answered, and takes back what was not. A question is over when somebody else has the issue. */
export async function hearAnswers(house: House, round: Round): Promise<Plan[]> {
  const owned = new Map(round.owned.map((debt) => [issueKey(debt), debt]));
  const open = [...round.quiet.values()]
    .flatMap(({ askedAt, ...one }): Question[] => (askedAt === null ? [] : [{ ...one, askedAt }]))
    .toSorted((a, b) => a.askedAt.getTime() - b.askedAt.getTime());
  if (open.length === 0) return [];
  const github = await house.github.installation(round.scope.installationId);
  const plans: Plan[] = [];
  let looks = 0;
  for (const question of open) {
    const debt = owned.get(issueKey(question));
    if (!debt?.rotation.nudge_after || !samePeople(question.asked, debt.owners)) plans.push(closed(question));
    else if (looks < LOOKS) {
      looks += 1;
      plans.push(await hear(house, github, { question, debt, round }));
    }
  }
  return plans;
}

type Case = { readonly question: Question; readonly debt: OwnedDebt; readonly round: Round };

async function hear(house: House, github: Installation, one: Case): Promise<Plan> {
  const { question, debt, round } = one;
  const repository = await repositoryById(house.db, debt.repositoryId);
  // What is asked on one morning has one marker on all issues.
  const asked = await findPost(house.db, { ...placeOf(debt), marker: nudgeMarker(question.askedAt) });
  try {
    // What could not be posted was never asked.
    if (!repository || !asked)
      return isOver(question.askedAt, round.now) ? closed(question, { activeAt: round.now }) : nothing;
    return await hearAt(house, github, { ...one, repository, commentId: asked.commentId });
  } catch (error) {
    if (!isRefused(error)) throw error;
    return closed(question, { activeAt: round.now });
  }
}

async function hearAt(
  house: House,
  github: Installation,
  one: Case & { readonly repository: Repository; readonly commentId: number },
): Promise<Plan> {
  const { question, debt, round, repository, commentId } = one;
  const { now } = round;
  const kept = closed(question, { activeAt: now });
  const reactions = await github.reactions(repository, commentId);
  // Whoever deletes the question has seen it.
  if (!reactions) return kept;
  const answer = answerIn(reactions, debt.owners);
  if (answer === 'keep') return kept;
  if (answer === 'release') return debt.by === 'bot' ? both(kept, await released(house, debt)) : kept;
  const commentedAt = await github.commentedAt(repository, commentId);
  if (!commentedAt) return kept;
  if (!isOver(commentedAt, now) || (await areAway(house, round, debt))) return nothing;
  const last = await github.lastActivity(repository, debt.number);
  if (last && last >= commentedAt) return closed(question, { activeAt: last });
  const inVain = closed(question, { activeAt: now, unansweredAt: question.askedAt });
  return debt.by === 'bot' ? both(inVain, await lapsed(house, debt)) : inVain;
}

async function released(house: House, debt: OwnedDebt): Promise<Plan> {
  const [login = ''] = debt.owners;
  const granted = await releaseDebt(house, placeOf(debt), { login, as: 'member' });
  return granted.kind === 'granted' ? granted.plan : nothing;
}

function lapsed(house: House, debt: OwnedDebt): Promise<Plan> {
  return lapseDebt(house, placeOf(debt), debt.owners[0] ?? '');
}

function placeOf({ repositoryId, number }: OwnedDebt) {
  return { repositoryId, number };
}

function closed(question: Question, more: Partial<Quiet> = {}): Plan {
  return { write: (db) => recordQuiet(db, question, { ...question, askedAt: null, ...more }) };
}

function both(one: Plan, other: Plan): Plan {
  return {
    ...other,
    async write(db) {
      await one.write?.(db);
      await other.write?.(db);
    },
  };
}
