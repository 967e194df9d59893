import { followDebt, parkedBy, type State, standingDecisions } from '../agreement/index.ts';
import type { House } from '../house.ts';
import { isAmong } from '../logins.ts';
import { type Effect, nothing, type Plan, type Thing } from '../queue/index.ts';
import { governedRepository, repositoryById, type Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { asItIs } from './as-it-is.ts';
import { commentEffect, type DebtContext, standingStory } from './comment.ts';
import { contextFor } from './context.ts';
import { hasLabel, type KnownIssue, knownIssue } from './facts.ts';
import {
  type OpenDebt,
  type Ownership,
  type Standing,
  standingOf,
  unowned,
  withoutOwner,
} from './ownership.ts';
import { ownershipOf, saveOwnership } from './records.ts';
import { stretchesOf } from './stretches.ts';
import { rankOf } from './why.ts';
import { whoWasPassedOver } from './wording.ts';

/**
 * Settles one issue: ends what the bot gave where it is debt no more, and yields to what humans decided.
 * Giving is the queue's business, so that all that waits is weighed together.
 */
export async function settleIssue(
  house: House,
  thing: { repositoryId: number; number: number },
): Promise<Plan> {
  const repository = await repositoryById(house.db, thing.repositoryId);
  const issue = await knownIssue(house.db, thing);
  if (!repository || !issue) return nothing;
  const scope = (await governedRepository(house.db, thing.repositoryId))?.scope;
  const recorded = (await ownershipOf(house.db, thing.repositoryId, thing.number)) ?? unowned;
  const { before, astray } = await asItIs(house.db, repository.installationId, thing, issue, recorded);
  const save = (after: Ownership) => async (db: Db) => {
    if (after !== recorded) await saveOwnership(db, thing, after);
  };
  if (scope?.config.mode !== 'act') return { write: save(before), settle: scope ? followUps(scope) : [] };
  const { labels } = issue;
  const place = { ...thing, repository: `${repository.owner}/${repository.name}`, labels };
  const now = house.clock();
  const context = await contextFor(house.db, scope, now, place);
  const is = isDebt(issue, scope) ? 'debt' : 'over';
  const { agreed, plan } = await followDebt(house, scope, {
    ...{ ...thing, labels, outcomes: issue.form.outcomes, is },
    stretches: () => stretchesOf(house.db, thing),
    from: issue.gone ? 'gone' : 'there',
    rank: () => rankOf(house, thing),
  });
  const { after, effects } =
    is === 'debt'
      ? yieldToHumans(thing, { ...issue, agreed }, before, { ...context, now })
      : endOwnership(thing, issue, before, context);
  return {
    async write(db) {
      await save(after)(db);
      await plan.write?.(db);
    },
    effects: [...effects, ...astray, ...(plan.effects ?? [])],
    cancel: overtaken(thing, before, after),
    settle: [...followUps(scope), ...(plan.settle ?? [])],
  };
}

/** An assignment that a human overtook must not be tried again. */
function overtaken({ repositoryId, number }: At, before: Ownership, after: Ownership): Effect[] {
  if (before.owner === null || after.owner !== null) return [];
  return [{ kind: 'assign', repositoryId, number, login: before.owner }];
}

function isDebt(issue: KnownIssue, scope: Scope): boolean {
  return issue.gone === null && issue.open && hasLabel(issue, scope.config.debt.labels);
}

function followUps(scope: Scope): Thing[] {
  return [
    { kind: 'queue', scopeId: scope.id },
    { kind: 'dashboard', scopeId: scope.id },
  ];
}

type At = { readonly repositoryId: number; readonly number: number };
type Decided = { readonly after: Ownership; readonly effects: Effect[] };

/** Open and labelled: confirm what the bot gave, or see that a human decided otherwise. */
function yieldToHumans(
  at: At,
  issue: KnownIssue & { readonly agreed: State },
  remembered: Ownership,
  context: DebtContext & { now: Date; nextHandoff: Date },
): Decided {
  const { assignees, createdAt: since, agreed } = issue;
  const before = isLeft(remembered, agreed) ? { ...withoutOwner(remembered), startedAt: null } : remembered;
  const debt: OpenDebt = { assignees, since, ownership: before, agreed };
  const standing = standingOf(debt, context.now, context.nextHandoff);
  const settled = remember(before, standing, issue, context.now);
  const isDecided = standingDecisions(agreed).length > 0;
  const after = isDecided && !settled.commented ? { ...settled, commented: true } : settled;
  const takenBack = before === remembered ? null : remembered.owner;
  // Told anew each time: an edit that changes nothing is not made.
  const why = standing.kind === 'given' ? before.why : whoWasPassedOver(before);
  const story = standingStory(standing, why, context, before);
  return {
    after,
    effects: [
      ...(after.commented ? [commentEffect({ ...issue, ...at }, story, context)] : []),
      ...(takenBack === null ? [] : [unassign(at, takenBack)]),
    ],
  };
}

function unassign({ repositoryId, number }: At, login: string): Effect {
  return { kind: 'unassign', repositoryId, number, login };
}

/** What it was decided to leave for now is taken back from whom the bot gave it to, also where they have begun. */
function isLeft({ owner }: Ownership, agreed: State): boolean {
  return owner !== null && parkedBy(agreed) !== null;
}

function remember(before: Ownership, standing: Standing, issue: KnownIssue, now: Date): Ownership {
  const released = { owner: null, givenAt: null, confirmedAt: null, startedAt: null, keptUntil: null };
  switch (standing.kind) {
    case 'given': {
      const news = !before.confirmedAt && isAmong(issue.assignees, standing.owner);
      return news ? { ...before, confirmedAt: now } : before;
    }
    case 'held':
      return before.owner === null ? before : { ...before, ...released };
    case 'left-alone':
      return before.owner === null ? before : { ...before, ...released, handsOffUntil: standing.until };
    case 'waiting':
    case 'parked':
      return before;
  }
}

/** Closed, unlabelled or gone: the bot takes back what it gave, and nothing else. */
function endOwnership(at: At, issue: KnownIssue, before: Ownership, context: DebtContext): Decided {
  if (before === unowned) return { after: before, effects: [] };
  const { owner } = before;
  const after: Ownership = { ...unowned, commented: before.commented, withdrawing: before.withdrawing };
  if (issue.gone) return { after, effects: [] };
  const effects: Effect[] = [];
  const how = issue.open ? 'unlabelled' : 'closed';
  if (before.commented) effects.push(commentEffect({ ...issue, ...at }, { kind: 'ended', how }, context));
  if (owner === null) return { after, effects };
  effects.push(unassign(at, owner));
  return { after: { ...after, withdrawing: [...before.withdrawing, owner] }, effects };
}
