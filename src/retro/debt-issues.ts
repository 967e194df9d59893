/** The lines of a checklist that become debt issues: each one once, however often the body is edited. */
import type { House } from '../house.ts';
import type { Effect, Thing } from '../queue/index.ts';
import { type Repository, repositoryById, repositoryByName, type Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { isVisibleAt } from '../visibility.ts';
import type { Action } from './actions.ts';
import type { Looked } from './look.ts';
import { debtMarker, type IssueAt, openedFor } from './records.ts';
import { debtBody } from './wording-debt.ts';

/** Most issues that one retro opens: more are no plan, or somebody's joke. */
export const MOST_ISSUES = 20;

/** What a line of the checklist comes to. */
export type Outcome =
  | { readonly kind: 'action' }
  | { readonly kind: 'opened'; readonly at: IssueAt; readonly repository: Repository }
  | { readonly kind: 'asked'; readonly repository: Repository }
  | { readonly kind: 'not opened'; readonly why: 'done' | 'elsewhere' | 'archived' | 'too many' | 'closed' };

export type Told = { readonly action: Action; readonly outcome: Outcome };

/** Every line that is listed with what it comes to, in their order. */
export async function outcomesOf(house: House, scope: Scope, looked: Looked): Promise<Told[]> {
  const { retro, here, actions, takes } = looked;
  const markers = actions.map((action) => debtMarker(retro, action));
  const opened = await openedFor(house.db, markers);
  let room = MOST_ISSUES - opened.size;
  const told: Told[] = [];
  for (const action of actions.filter(({ listed }) => listed === 'listed')) {
    const at = opened.get(debtMarker(retro, action));
    const outcome = await outcomeOf(house.db, scope, here, action, at);
    if (outcome.kind !== 'asked') told.push({ action, outcome });
    else if (takes === 'ticks' && action.askedIn === null)
      told.push({ action, outcome: notOpened('closed') });
    else if (room > 0) {
      room -= 1;
      told.push({ action: { ...action, askedIn: outcome.repository.id }, outcome });
    } else told.push({ action, outcome: notOpened('too many') });
  }
  return told;
}

function notOpened(why: Extract<Outcome, { kind: 'not opened' }>['why']): Outcome {
  return { kind: 'not opened', why };
}

async function outcomeOf(
  db: Db,
  scope: Scope,
  here: Repository,
  { wants, doneAt, askedIn }: Action,
  at: IssueAt | undefined,
): Promise<Outcome> {
  if (wants.kind === 'action') return { kind: 'action' };
  const there = at && (await repositoryById(db, at.repositoryId));
  if (at && there) return { kind: 'opened', at, repository: there };
  if (doneAt) return notOpened('done');
  const target =
    askedIn === null ? await targetOf(db, scope, here, wants.repository) : await repositoryById(db, askedIn);
  if (!target || !isFit(scope, here, target)) return notOpened('elsewhere');
  return target.archived ? notOpened('archived') : { kind: 'asked', repository: target };
}

async function targetOf(db: Db, scope: Scope, here: Repository, named: string | null) {
  if (named === null) return here;
  const [owner = '', name = ''] = named.split('/');
  return repositoryByName(db, scope.installationId, owner, name);
}

/**
 * What was written where few may read is not told where more may; and what fewer may read is not even found, so that
 * nobody learns by trying which repositories there are.
 */
function isFit(scope: Scope, here: Repository, target: Repository): boolean {
  if (target.id === here.id) return true;
  const isAsVisible = isVisibleAt(here, target) && isVisibleAt(target, here);
  return target.scopeId === scope.id && !target.taken && isAsVisible;
}

/** The issues to be opened now. */
export function openings(scope: Scope, looked: Looked, told: readonly Told[]): Effect[] {
  return told.flatMap(({ action, outcome }) =>
    outcome.kind === 'asked' ? [opening(scope, looked, action, outcome.repository.id)] : [],
  );
}

/** Issues that were asked for and struck off again, as far as they have not been opened. */
export function calledOff(scope: Scope, looked: Looked): Effect[] {
  return looked.actions.flatMap((action) =>
    action.listed === 'struck' && action.askedIn !== null
      ? [opening(scope, looked, action, action.askedIn)]
      : [],
  );
}

function opening(scope: Scope, { retro, here }: Looked, action: Action, repositoryId: number): Effect {
  const marker = debtMarker(retro, action);
  const then: Thing = { kind: 'actions', scopeId: retro.scopeId, retro: retro.key };
  return {
    kind: 'opening',
    repositoryId,
    marker,
    title: action.wants.kind === 'debt' ? action.wants.title : action.said,
    body: debtBody({ marker, retro, repositoryId, here }),
    labels: scope.config.debt.labels.slice(0, 1),
    then,
  };
}
