/** What an iteration leaves behind: open debt in it that nobody has begun goes back to the queue. */
import { rotationFor } from '../config/index.ts';
import type { House } from '../house.ts';
import { isAmong } from '../logins.ts';
import type { Effect, Plan, Thing } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import { contextOf } from './context.ts';
import { outlasts, rememberStart, started } from './hand-over.ts';
import { withoutOwner } from './ownership.ts';
import { type DebtIssue, saveOwnership } from './records.ts';

/**
 * Takes back what the bot gave in an iteration that is over. It stays with whoever has begun to work on it, asked to keep
 * it, or is on duty for it now; and what a person assigned is not the bot's to take.
 *
 * @param slipped its open debt
 */
export async function endOfIteration(
  house: House,
  scope: Scope,
  slipped: readonly DebtIssue[],
  end: Date,
): Promise<{ readonly plan: Plan; readonly returned: readonly DebtIssue[] }> {
  const now = house.clock();
  const given = slipped.filter(({ ownership }) => ownership.owner !== null);
  const unasked = given.filter(({ ownership }) => !outlasts(ownership, end));
  const begun = await started(house, unasked);
  const free = unasked.filter((debt) => !begun.includes(debt));
  const returned: DebtIssue[] = [];
  for (const debt of free) if (!(await isOnDutyFor(house, scope, debt, now))) returned.push(debt);
  const plan: Plan = {
    async write(db) {
      for (const debt of begun) await saveOwnership(db, debt, rememberStart(debt.ownership, now));
      for (const debt of returned) await saveOwnership(db, debt, withoutOwner(debt.ownership));
    },
    effects: returned.flatMap(({ repositoryId, number, ownership: { owner } }): Effect[] =>
      owner === null ? [] : [{ kind: 'unassign', repositoryId, number, login: owner }],
    ),
    // Their comments say from now on how things stand without it.
    settle: slipped.map(({ repositoryId, number }): Thing => ({ kind: 'issue', repositoryId, number })),
  };
  return { plan, returned };
}

async function isOnDutyFor(house: House, scope: Scope, debt: DebtIssue, now: Date): Promise<boolean> {
  const rotation = rotationFor(scope.config, debt);
  if (!rotation) return false;
  const { onDuty } = await contextOf(house.db, scope, now, rotation);
  return isAmong(onDuty, debt.ownership.owner ?? '');
}
