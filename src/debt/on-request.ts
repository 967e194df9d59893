/** What people may ask of a debt issue by a command: to give it back, and to keep it across the next handoff. */
import { stateOf, stepsOn } from '../agreement/index.ts';
import type { House } from '../house.ts';
import { isAmong } from '../logins.ts';
import type { Plan } from '../queue/index.ts';
import { governedRepository } from '../scope/index.ts';
import { contextFor } from './context.ts';
import { hasLabel, knownIssue } from './facts.ts';
import { type Ownership, type Standing, standingOf, unowned, withoutOwner } from './ownership.ts';
import { ownershipOf, saveOwnership } from './records.ts';

type At = { readonly repositoryId: number; readonly number: number };

/** Who asks; a lead may speak for others. */
export type Asker = { readonly login: string; readonly as: 'member' | 'lead' };

/** Why nothing is changed. */
export type Objection =
  | { readonly kind: 'no debt' }
  /** It waits for an owner, or is left alone. */
  | { readonly kind: 'nobody owns it' }
  /** A person assigned them, so it is not the bot's to move. */
  | { readonly kind: 'held'; readonly by: readonly string[] }
  | { readonly kind: 'not theirs'; readonly owner: string }
  /** It stays across the handoff as it is. */
  | { readonly kind: 'stays anyway'; readonly because: 'started' | 'config' };

export type Granted = { readonly kind: 'granted'; readonly owner: string; readonly plan: Plan };

/** Gives an issue back; the queue then gives it to the next in line, and not to the same person. */
export async function releaseDebt(house: House, at: At, asker: Asker): Promise<Granted | Objection> {
  const debt = await lookAt(house, at);
  const owned = ownedAs(debt, asker);
  if (owned.kind !== 'owned') return owned;
  const { owner, ownership } = owned;
  const others = ownership.releasedBy.filter((login) => !isAmong([owner], login));
  const after = { ...withoutOwner(ownership), startedAt: null, releasedBy: [...others, owner] };
  const plan: Plan = {
    write: (db) => saveOwnership(db, at, after),
    effects: [{ kind: 'unassign', ...at, login: owner }],
    settle: [{ kind: 'issue', ...at }],
  };
  return { kind: 'granted', owner, plan };
}

/** Takes an issue back from an owner who did not answer whether they keep it; nothing where it is not theirs any more. */
export async function lapseDebt(house: House, at: At, owner: string): Promise<Plan> {
  const owned = ownedAs(await lookAt(house, at), { login: owner, as: 'member' });
  if (owned.kind !== 'owned') return {};
  const { ownership } = owned;
  const others = ownership.lapsedFrom.filter((login) => !isAmong([owner], login));
  const after = { ...withoutOwner(ownership), startedAt: null, lapsedFrom: [...others, owned.owner] };
  return {
    write: (db) => saveOwnership(db, at, after),
    effects: [{ kind: 'unassign', ...at, login: owned.owner }],
    settle: [{ kind: 'issue', ...at }],
  };
}

/** Keeps an issue with its owner across the next handoff, and no other. */
export async function keepDebt(house: House, at: At, asker: Asker): Promise<Granted | Objection> {
  const owned = ownedAs(await lookAt(house, at), asker);
  if (owned.kind !== 'owned') return owned;
  const { owner, ownership, keptUntil, handoff } = owned;
  if (handoff === 'keep') return { kind: 'stays anyway', because: 'config' };
  if (ownership.startedAt) return { kind: 'stays anyway', because: 'started' };
  const plan: Plan = {
    write: (db) => saveOwnership(db, at, { ...ownership, keptUntil }),
    settle: [{ kind: 'issue', ...at }],
  };
  return { kind: 'granted', owner, plan };
}

type Debt = {
  readonly standing: Standing;
  readonly ownership: Ownership;
  /** Until when it would be kept: the next handoff. */
  readonly keptUntil: Date;
  readonly handoff: 'move' | 'keep';
};

/** An issue that is debt now. */
async function lookAt(house: House, at: At): Promise<Debt | undefined> {
  const governed = await governedRepository(house.db, at.repositoryId);
  const issue = await knownIssue(house.db, at);
  if (!governed || !issue?.open || issue.gone) return undefined;
  const { scope, repository } = governed;
  if (!hasLabel(issue, scope.config.debt.labels)) return undefined;
  const now = house.clock();
  const place = { ...at, repository: `${repository.owner}/${repository.name}`, labels: issue.labels };
  const { rotation, nextHandoff } = await contextFor(house.db, scope, now, place);
  const ownership = (await ownershipOf(house.db, at.repositoryId, at.number)) ?? unowned;
  const agreed = stateOf(await stepsOn(house.db, at));
  const debt = { assignees: issue.assignees, since: issue.createdAt, ownership, agreed };
  return {
    standing: standingOf(debt, now, nextHandoff),
    ownership,
    keptUntil: nextHandoff,
    handoff: rotation?.handoff ?? 'move',
  };
}

type Owned = Debt & { readonly kind: 'owned'; readonly owner: string };

/** The debt as far as the bot gave it to whoever asks, or to somebody for whom they may speak. */
function ownedAs(debt: Debt | undefined, asker: Asker): Owned | Objection {
  if (!debt) return { kind: 'no debt' };
  const { standing } = debt;
  if (standing.kind === 'held') return { kind: 'held', by: standing.by };
  if (standing.kind !== 'given') return { kind: 'nobody owns it' };
  const { owner } = standing;
  if (asker.as === 'member' && !isAmong([owner], asker.login)) return { kind: 'not theirs', owner };
  return { ...debt, kind: 'owned', owner };
}
