import { movePosts } from '../queue/index.ts';
import type { Repository } from '../scope/index.ts';
import { type Db, json } from '../store/index.ts';
import { markerStart } from '../text.ts';
import { nextChange, stateOf } from './state.ts';
import { revived, type Step } from './steps.ts';

export type At = { readonly repositoryId: number; readonly number: number };

/** What was done about an issue, oldest first. */
export async function stepsOn(db: Db, { repositoryId, number }: At): Promise<Step[]> {
  const row = await db
    .selectFrom('decisions')
    .select('steps')
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .executeTakeFirst();
  return revived(row?.steps ?? []);
}

/** Writes all that was done about an issue, with when time goes on with it. */
export async function saveSteps(db: Db, { repositoryId, number }: At, steps: readonly Step[]): Promise<void> {
  const last = steps.at(-1);
  if (!last) return;
  const columns = { steps: json(steps), next_at: nextChange(stateOf(steps)), changed_at: last.at };
  await db
    .insertInto('decisions')
    .values({ repository_id: repositoryId, number, ...columns })
    .onConflict((conflict) => conflict.columns(['repository_id', 'number']).doUpdateSet(columns))
    .execute();
}

/** What was decided about an issue goes with it where it moves; what is there already stays. */
export async function moveDecisions(db: Db, from: At, to: At): Promise<void> {
  if ((await stepsOn(db, to)).length > 0) return;
  await db
    .updateTable('decisions')
    .set({ repository_id: to.repositoryId, number: to.number })
    .where('repository_id', '=', from.repositoryId)
    .where('number', '=', from.number)
    .execute();
  await movePosts(db, from, to, 'comment', markerStart('decision'));
}

/** Where time changes something in a scope, soonest first. */
export async function changesAhead(db: Db, scopeId: number): Promise<(At & { readonly at: Date })[]> {
  const rows = await db
    .selectFrom('decisions')
    .innerJoin('repositories', 'repositories.id', 'decisions.repository_id')
    .select(['decisions.repository_id as repositoryId', 'number', 'next_at'])
    .where('scope_id', '=', scopeId)
    .where('taken', '=', false)
    .where('next_at', 'is not', null)
    .orderBy('next_at')
    .orderBy('decisions.repository_id')
    .orderBy('number')
    .execute();
  return rows.flatMap(({ next_at: at, ...issue }) => (at ? [{ ...issue, at }] : []));
}

/** An issue with what was done about it. */
export type DecidedIssue = At & {
  readonly repository: string;
  readonly visibility: Repository['visibility'];
  readonly title: string;
  readonly htmlUrl: string;
  readonly steps: readonly Step[];
};

/** The issues of a scope about which something was done since an instant. */
export async function changedSince(db: Db, scopeId: number, since: Date): Promise<DecidedIssue[]> {
  const rows = await db
    .selectFrom('decisions')
    .innerJoin('repositories', 'repositories.id', 'decisions.repository_id')
    .innerJoin('issues', (join) =>
      join
        .onRef('issues.repository_id', '=', 'decisions.repository_id')
        .onRef('issues.number', '=', 'decisions.number'),
    )
    .select(['decisions.repository_id as repositoryId', 'decisions.number', 'steps', 'changed_at'])
    .select(['repositories.owner', 'repositories.name', 'visibility', 'title', 'html_url as htmlUrl'])
    .where('scope_id', '=', scopeId)
    .where('changed_at', '>=', since)
    .execute();
  return rows.map(({ repositoryId, number, owner, name, visibility, title, htmlUrl, steps }) => {
    const repository = `${owner}/${name}`;
    return { repositoryId, number, repository, visibility, title, htmlUrl, steps: revived(steps) };
  });
}
