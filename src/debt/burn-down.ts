/** How far an iteration is with the debt that it began with. */
import { findPostedIssue } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db, IterationIssuesTable } from '../store/index.ts';
import { iterationName, proposalMarker } from './iteration.ts';

/** An iteration that is foreseen, proposed or running; the counts are of issues. */
export type BurnDown = {
  readonly name: string;
  readonly state: 'foreseen' | 'proposed' | 'running';
  readonly start: Date;
  readonly end: Date;
  readonly people: number;
  /** What it began with or, before, what is proposed. */
  readonly planned: number;
  readonly open: number;
  readonly paid: number;
  /** The proposal, where it is open in the home of the scope. */
  readonly proposal?: number | undefined;
};

/** What there is to say of a scope's iterations now, the one that runs first. */
export async function burnDown(db: Db, scope: Scope): Promise<BurnDown[]> {
  const rows = await db
    .selectFrom('iterations')
    .selectAll()
    .where('scope_id', '=', scope.id)
    .where('state', 'in', ['foreseen', 'proposed', 'running'])
    .orderBy('day')
    .execute();
  const told: BurnDown[] = [];
  for (const { day, state, starts_at: start, ends_at: end, people, proposed, home_id } of rows) {
    if (state !== 'foreseen' && state !== 'proposed' && state !== 'running') continue;
    const about = { name: iterationName(day), state, start, end, people: people.length };
    if (state !== 'running') {
      const opened = await findPostedIssue(db, home_id, proposalMarker(scope.id, day));
      const proposal = home_id === scope.home.id ? opened?.number : undefined;
      told.push({ ...about, planned: proposed.length, open: proposed.length, paid: 0, proposal });
      continue;
    }
    const outcomes = (await outcomesIn(db, scope.id, day, start)).map(({ outcome }) => outcome);
    const count = (what: Outcome) => outcomes.filter((one) => one === what).length;
    told.push({ ...about, planned: outcomes.length, open: count('slipped'), paid: count('paid') });
  }
  return told;
}

type Outcome = NonNullable<IterationIssuesTable['outcome']>;

export type IterationIssue = {
  readonly repositoryId: number;
  readonly number: number;
  readonly listed: boolean;
  /** `slipped` is what is still open debt. */
  readonly outcome: Outcome;
};

/** What became so far of the issues that an iteration began with at an instant, by the ledger. */
export async function outcomesIn(
  db: Db,
  scopeId: number,
  day: string,
  start: Date,
): Promise<IterationIssue[]> {
  const rows = await db
    .selectFrom('iteration_issues as planned')
    .leftJoin('spells', (join) =>
      join
        .onRef('spells.repository_id', '=', 'planned.repository_id')
        .onRef('spells.number', '=', 'planned.number'),
    )
    .select(['planned.repository_id as repositoryId', 'planned.number', 'listed'])
    .select(['spells.end', 'spells.outcome', 'ordinal'])
    .where('scope_id', '=', scopeId)
    .where('day', '=', day)
    .orderBy('planned.repository_id')
    .orderBy('planned.number')
    .orderBy('ordinal', 'desc')
    .execute();
  const byIssue = Map.groupBy(rows, ({ repositoryId, number }) => `${repositoryId}#${number}`);
  return [...byIssue.values()].flatMap(([last]) => {
    if (!last) return [];
    const { repositoryId, number, listed, ordinal, end, outcome } = last;
    const isOpen = ordinal !== null && end === null;
    // What had ended before it began was never its own to pay.
    const paid = outcome === 'paid' && end !== null && end >= start;
    const declined = outcome === 'declined';
    const became = isOpen ? 'slipped' : paid ? 'paid' : declined ? 'declined' : 'otherwise';
    return [{ repositoryId, number, listed, outcome: became } as const];
  });
}
