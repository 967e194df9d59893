import { type DebtIssue, iterationName } from '../debt/index.ts';
import { isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Effect } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import { localDate, localDay, toDate, zoned } from '../time.ts';
import type { Iteration } from './calendar.ts';

type Span = Pick<Iteration, 'day' | 'start' | 'end'>;

/** Those that are in another milestone, by GitHub's word now. */
export async function elsewherePlanned(
  house: House,
  scope: Scope,
  { day }: Span,
  debts: readonly DebtIssue[],
): Promise<ReadonlySet<DebtIssue>> {
  const github = await house.github.installation(scope.installationId);
  const found = new Set<DebtIssue>();
  for (const debt of debts) {
    const [owner = '', name = ''] = debt.repository.split('/');
    const title = await github.milestoneOf({ owner, name }, debt.number).catch((error: unknown) => {
      // Of what may not be read nobody knows; it is asked once more before it is put anywhere.
      if (!isRefused(error)) throw error;
      return null;
    });
    if (title !== null && title !== undefined && title !== iterationName(day)) found.add(debt);
  }
  return found;
}

/** The milestone of an iteration in a repository, open or closed. Its last day is the one before the next begins. */
export function milestoneIn(
  repositoryId: number,
  { config }: Scope,
  { day, start, end }: Span,
  to: 'open' | 'closed',
): Effect {
  const { timezone } = config;
  const last = toDate(zoned(end, timezone).subtract({ days: 1 }));
  const description = `Given to infrastructure, from ${localDate(start, timezone)} to ${localDate(last, timezone)}.`;
  return {
    ...{ kind: 'milestone', repositoryId, title: iterationName(day), description, to },
    dueOn: localDay(last, timezone),
  };
}

/** An issue that goes into the milestone of an iteration, or out of it. */
export function inMilestone(
  { repositoryId, number }: { readonly repositoryId: number; readonly number: number },
  { day }: Pick<Span, 'day'>,
  change: 'in' | 'out',
): Effect {
  return { kind: 'milestoned', repositoryId, number, title: iterationName(day), change };
}
