/** Debt that was paid in passing: merged pull requests that carry a debt label and closed no debt issue. */
import type { Db, Visibility } from '../store/index.ts';
import type { IssueReference } from '../text.ts';

export type PaidInPassing = IssueReference & {
  readonly visibility: Visibility;
  readonly at: Date;
  /** Null where it was a bot. */
  readonly author: string | null;
};

/** Those of a scope in a span (its end exclusive), oldest first. */
export async function paidInPassing(
  db: Db,
  scopeId: number,
  span: { readonly start: Date; readonly end: Date },
): Promise<PaidInPassing[]> {
  const rows = await db
    .selectFrom('merges')
    .innerJoin('repositories', 'repositories.id', 'merges.repository_id')
    .select(['merges.repository_id as repositoryId', 'number', 'merged_at as at', 'author', 'closes'])
    .select(['html_url as htmlUrl', 'visibility', 'owner', 'name'])
    .where('scope_id', '=', scopeId)
    .where('merged_at', '>=', span.start)
    .where('merged_at', '<', span.end)
    .orderBy('merged_at')
    .orderBy('merges.repository_id')
    .orderBy('number')
    .execute();
  const paid: PaidInPassing[] = [];
  for (const { closes, owner, name, ...merge } of rows) {
    if (!(await anyDebt(db, closes))) paid.push({ ...merge, repository: `${owner}/${name}` });
  }
  return paid;
}

async function anyDebt(
  db: Db,
  issues: readonly { repositoryId: number; number: number }[],
): Promise<boolean> {
  if (issues.length === 0) return false;
  const row = await db
    .selectFrom('spells')
    .select('number')
    .where((eb) =>
      eb.or(
        issues.map((at) => eb.and([eb('repository_id', '=', at.repositoryId), eb('number', '=', at.number)])),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
