import type { Db, Visibility } from '../store/index.ts';
import type { IssueReference } from '../text.ts';

/** Debt that the bot gave to somebody, and to whom. */
export type Given = IssueReference & {
  readonly repositoryId: number;
  readonly visibility: Visibility;
  readonly to: string;
};

/** What was given in a span of time, the end exclusive, to whoever has it still; in that order. */
export async function givenIn(
  db: Db,
  scopeId: number,
  { start, end }: { readonly start: Date; readonly end: Date },
): Promise<Given[]> {
  const rows = await db
    .selectFrom('debts')
    .innerJoin('repositories', 'repositories.id', 'debts.repository_id')
    .innerJoin('issues', (join) =>
      join
        .onRef('issues.repository_id', '=', 'debts.repository_id')
        .onRef('issues.number', '=', 'debts.number'),
    )
    .select(['debts.repository_id as repositoryId', 'debts.number', 'title', 'html_url as htmlUrl'])
    .select(['repositories.owner as account', 'name', 'visibility', 'debts.owner as to'])
    .where('scope_id', '=', scopeId)
    .where('given_at', '>=', start)
    .where('given_at', '<', end)
    .orderBy('given_at')
    .orderBy('debts.repository_id')
    .orderBy('debts.number')
    .execute();
  return rows.flatMap(({ account, name, to, ...issue }) =>
    to === null ? [] : [{ ...issue, repository: `${account}/${name}`, to }],
  );
}
