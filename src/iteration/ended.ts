/** What became of iterations, for whoever looks back. */
import { iterationName } from '../debt/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db, Visibility } from '../store/index.ts';
import type { IssueReference } from '../text.ts';
import { recordedIterations } from './records.ts';

/** An issue of an iteration; who may be told of it is for the teller to ask (`isVisibleAt`). */
type EndedIssue = IssueReference & { readonly title: string; readonly visibility: Visibility };

export type EndedIteration = {
  readonly name: string;
  readonly start: Date;
  readonly end: Date;
  /** How many issues it began with; those that are neither paid nor slipped were declined, or are no debt any more. */
  readonly planned: number;
  readonly paid: readonly EndedIssue[];
  readonly slipped: readonly EndedIssue[];
};

/** The iterations of a scope that ended in a span (its end exclusive), oldest first, as they stood at their end. */
export async function iterationsEndedIn(
  db: Db,
  { id: scopeId }: Pick<Scope, 'id'>,
  span: { readonly start: Date; readonly end: Date },
): Promise<EndedIteration[]> {
  const ended = (await recordedIterations(db, scopeId)).filter(
    ({ state, end }) => state === 'ended' && end >= span.start && end < span.end,
  );
  const told: EndedIteration[] = [];
  for (const { day, start, end } of ended) {
    const issues = await issuesOf(db, scopeId, day);
    const which = (outcome: 'paid' | 'slipped') =>
      issues.filter((issue) => issue.outcome === outcome).map(({ outcome: _, ...issue }) => issue);
    const planned = issues.length;
    told.push({
      name: iterationName(day),
      start,
      end,
      planned,
      paid: which('paid'),
      slipped: which('slipped'),
    });
  }
  return told;
}

async function issuesOf(db: Db, scopeId: number, day: string) {
  const rows = await db
    .selectFrom('iteration_issues as planned')
    .innerJoin('repositories', 'repositories.id', 'planned.repository_id')
    .innerJoin('issues', (join) =>
      join
        .onRef('issues.repository_id', '=', 'planned.repository_id')
        .onRef('issues.number', '=', 'planned.number'),
    )
    .select(['planned.repository_id as repositoryId', 'planned.number', 'planned.outcome'])
    .select(['owner', 'name', 'visibility', 'title', 'html_url as htmlUrl'])
    .where('planned.scope_id', '=', scopeId)
    .where('day', '=', day)
    .orderBy('planned.repository_id')
    .orderBy('planned.number')
    .execute();
  return rows.map(({ owner, name, ...issue }) => ({ ...issue, repository: `${owner}/${name}` }));
}
