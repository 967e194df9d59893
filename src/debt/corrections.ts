/** What became known of weeks that were reported already, with the issue that it came by. */
import type { Db, Visibility } from '../store/index.ts';
import type { IssueReference } from '../text.ts';
import type { Spell } from './ledger.ts';

type Stretch = Omit<Spell, 'issue'>;

/** The spells of an issue as they were when it was last reported on, and as they are. */
export type Correction = {
  readonly issue: IssueReference & { readonly visibility: Visibility };
  readonly before: readonly Stretch[];
  readonly after: readonly Stretch[];
};

/** Whether spells differ in something that happened before an instant. */
export function reachesBefore(at: Date, before: readonly Stretch[], after: readonly Stretch[]): boolean {
  const [was, is] = [new Set(momentsOf(before, at)), new Set(momentsOf(after, at))];
  return was.symmetricDifference(is).size > 0;
}

function momentsOf(spells: readonly Stretch[], until: Date): string[] {
  return spells.flatMap(({ start, end, outcome }) => [
    ...(start < until ? [`${start.getTime()} began`] : []),
    ...(end && end < until ? [`${end.getTime()} ${outcome}`] : []),
  ]);
}

/** What was not told yet of a scope, oldest first, one for each issue; `last` is to be given to {@link forgetCorrections}. */
export async function correctionsIn(
  db: Db,
  scopeId: number,
): Promise<{ corrections: Correction[]; last: number }> {
  const rows = await db
    .selectFrom('corrections')
    .innerJoin('repositories', 'repositories.id', 'corrections.repository_id')
    .leftJoin('issues', (join) =>
      join
        .onRef('issues.repository_id', '=', 'corrections.repository_id')
        .onRef('issues.number', '=', 'corrections.number'),
    )
    .select(['corrections.id', 'corrections.repository_id', 'corrections.number', 'before', 'after'])
    .select(['repositories.owner', 'repositories.name', 'visibility', 'html_url'])
    .where('scope_id', '=', scopeId)
    .orderBy('corrections.id')
    .execute();
  const byIssue = new Map<string, Correction>();
  for (const row of rows) {
    const key = `${row.repository_id}#${row.number}`;
    byIssue.set(key, {
      issue: {
        repositoryId: row.repository_id,
        repository: `${row.owner}/${row.name}`,
        visibility: row.visibility,
        number: row.number,
        htmlUrl: row.html_url ?? '',
      },
      before: byIssue.get(key)?.before ?? row.before.map(toStretch),
      after: row.after.map(toStretch),
    });
  }
  return { corrections: [...byIssue.values()], last: rows.at(-1)?.id ?? 0 };
}

function toStretch(stored: { start: string; end: string | null; outcome: Stretch['outcome'] }): Stretch {
  const { start, end, outcome } = stored;
  return { start: new Date(start), end: end === null ? null : new Date(end), outcome };
}

/** Those up to one number were told. */
export async function forgetCorrections(db: Db, scopeId: number, last: number): Promise<void> {
  await db
    .deleteFrom('corrections')
    .where('id', '<=', last)
    .where('repository_id', 'in', (eb) =>
      eb.selectFrom('repositories').select('id').where('scope_id', '=', scopeId),
    )
    .execute();
}
