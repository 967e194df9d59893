import type { IssueFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import { blankForm } from '../issue-form.ts';
import { isAmong } from '../logins.ts';
import type { Plan, Stored, Thing } from '../queue/index.ts';
import { governedRepository } from '../scope/index.ts';
import { knownIssue, newest, recordObservation } from './facts.ts';
import { type Ownership, unowned } from './ownership.ts';
import { ownershipOf, saveOwnership } from './records.ts';

/** Takes down what GitHub answered to a change of assignees, and settles the issue on that ground. */
export async function settleAnswer(house: House, thing: Extract<Thing, { kind: 'answer' }>): Promise<Plan> {
  const at = { repositoryId: thing.repositoryId, number: thing.number };
  const before = (await ownershipOf(house.db, at.repositoryId, at.number)) ?? unowned;
  const governed = await governedRepository(house.db, thing.repositoryId);
  const shown = thing.answer.kind === 'unassignable' ? undefined : revived(thing.answer.issue);
  const after = (now: IssueFacts | undefined) =>
    afterAnswer(before, thing, now?.assignees ?? [], house.clock());
  if (!governed) return { write: (db) => saveOwnership(db, at, after(shown)) };
  const { repository, scope } = governed;
  const known = await knownIssue(house.db, at);
  const github = await house.github.installation(repository.installationId);
  // Answers are told in the order in which they came, but webhooks may have told of a later one already.
  const issue = shown && !known?.gone ? await newest(github, repository, shown, known) : undefined;
  return {
    async write(db) {
      await saveOwnership(db, at, after(issue ?? shown));
      if (!issue) return;
      const observation = {
        repositoryId: repository.id,
        issue,
        entries: [],
        gone: null,
        paidBy: issue.assignees,
      };
      await recordObservation(db, observation, scope.config.debt.labels);
    },
    settle: [{ kind: 'issue', ...at }],
  };
}

/** GitHub drops whom it would not have in silence; the next in line gets the issue, and is told why. */
function afterAnswer(
  before: Ownership,
  { login, answer }: Extract<Thing, { kind: 'answer' }>,
  assignees: readonly string[],
  now: Date,
): Ownership {
  if (answer.kind === 'unassigned') {
    return { ...before, withdrawing: before.withdrawing.filter((one) => !isAmong([one], login)) };
  }
  const theirs = before.owner !== null && isAmong([before.owner], login);
  if (answer.kind === 'assigned') {
    if (theirs) return { ...before, confirmedAt: before.confirmedAt ?? now };
    // A person decided, or all was called back, while this was on its way: the bot takes its own assignee off again.
    const taken = isAmong(before.withdrawing, login) || !isAmong(assignees, login);
    return taken ? before : { ...before, withdrawing: [...before.withdrawing, login] };
  }
  if (isAmong(before.unassignable, login)) return before;
  const unassignable = [...before.unassignable, login];
  if (!theirs) return { ...before, unassignable };
  const nobodys = { owner: null, givenAt: null, confirmedAt: null, startedAt: null, keptUntil: null };
  return { ...before, unassignable, ...nobodys };
}

/** What a version told that read no forms lacks them: the night brings them. */
function revived(issue: Stored<Omit<IssueFacts, 'form' | 'votes'>>): IssueFacts {
  return {
    form: blankForm,
    votes: 0,
    ...issue,
    createdAt: new Date(issue.createdAt),
    updatedAt: new Date(issue.updatedAt),
  };
}
