/** Who has an iteration, and which debt fits into it. */
import { iterationRoster } from '../config/index.ts';
import { type DebtIssue, isParked, openDebts, ownersOf, seatsLeft, whatFits } from '../debt/index.ts';
import { thereFor } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import type { Iteration } from './calendar.ts';

/** More issues than these are no plan. A body of GitHub's holds them with their titles. */
export const MOST_ISSUES = 100;

/** Those who are there for more than half of an iteration. */
export function teamOf(db: Db, scope: Scope, span: Pick<Iteration, 'start' | 'end'>): Promise<string[]> {
  return thereFor(db, scope.id, scope.config, iterationRoster(scope.config), span);
}

/** The open debt of a scope that can be worked on, and that no decision leaves for now. */
export async function payable(db: Db, scope: Scope): Promise<DebtIssue[]> {
  return (await openDebts(db, scope.id)).filter((debt) => !debt.archived && !isParked(debt));
}

/** What of some debt fits into an iteration of some people, in the order of the rank. */
export function fitting(
  debts: readonly DebtIssue[],
  people: readonly string[],
  capacity: number,
  now: Date,
): DebtIssue[] {
  const owned = debts.map((debt) => ({ ...debt, owners: ownersOf(debt, now) }));
  return whatFits(owned, { people, capacity }).slice(0, MOST_ISSUES);
}

/** How many issues of an iteration nobody has room for, of those that nobody has yet. */
export function pastTheRoom(
  planned: readonly DebtIssue[],
  debts: readonly DebtIssue[],
  team: { readonly people: readonly string[]; readonly capacity: number },
  now: Date,
): number {
  const owned = debts.map((debt) => ({ ...debt, owners: ownersOf(debt, now) }));
  const free = planned.filter((debt) => ownersOf(debt, now).length === 0);
  return Math.max(0, free.length - seatsLeft(owned, team));
}
