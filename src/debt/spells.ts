import { blankForm, type IssueForm } from '../issue-form.ts';
import type { Db, Visibility } from '../store/index.ts';
import type { IssueReference } from '../text.ts';
import type { Spell } from './ledger.ts';

/** A spell with what may be told of its issue. */
export type ToldSpell = Spell & {
  readonly repositoryId: number;
  readonly repository: string;
  readonly visibility: Visibility;
  readonly title: string;
  /** As they are now. */
  readonly labels: readonly string[];
  readonly form: IssueForm;
  readonly htmlUrl: string;
  readonly paidBy: readonly string[];
  /** When the work on what was paid began, and what it was estimated at, in working days. */
  readonly begunAt: Date | null;
  readonly estimate: number | null;
};

/** The ledger of a scope, oldest first; `since` leaves out what ended before that. */
export async function scopeSpells(db: Db, scopeId: number, since: Date | null = null): Promise<ToldSpell[]> {
  let query = db
    .selectFrom('spells')
    .innerJoin('repositories', 'repositories.id', 'spells.repository_id')
    .innerJoin('issues', (join) =>
      join
        .onRef('issues.repository_id', '=', 'spells.repository_id')
        .onRef('issues.number', '=', 'spells.number'),
    )
    .select(['spells.number as issue', 'start', 'end', 'outcome', 'paid_by as paidBy'])
    .select(['begun_at as begunAt', 'estimate'])
    .select([
      'repositories.id as repositoryId',
      'owner',
      'name',
      'visibility',
      'title',
      'labels',
      'form',
      'html_url as htmlUrl',
    ])
    .where('repositories.scope_id', '=', scopeId)
    .orderBy('start')
    .orderBy('repositories.id')
    .orderBy('issue');
  if (since) query = query.where((eb) => eb.or([eb('end', 'is', null), eb('end', '>=', since)]));
  const rows = await query.execute();
  return rows.map(({ owner, name, form, ...spell }) => {
    return { ...spell, form: form ?? blankForm, repository: `${owner}/${name}` };
  });
}

/** What was paid since an instant with a known beginning, and an estimate in working days. */
export async function estimatedSince(db: Db, scopeId: number, since: Date) {
  return db
    .selectFrom('spells')
    .innerJoin('repositories', 'repositories.id', 'spells.repository_id')
    .select(['end', 'outcome', 'begun_at as begunAt', 'estimate'])
    .where('scope_id', '=', scopeId)
    .where('end', '>=', since)
    .where('estimate', 'is not', null)
    .where('begun_at', 'is not', null)
    .execute();
}

/** Some issues as they are referred to, in any order. */
export async function referencesTo(
  db: Db,
  issues: readonly { readonly repositoryId: number; readonly number: number }[],
): Promise<(IssueReference & { readonly title: string })[]> {
  if (issues.length === 0) return [];
  const rows = await db
    .selectFrom('issues')
    .innerJoin('repositories', 'repositories.id', 'repository_id')
    .select(['repository_id as repositoryId', 'number', 'title', 'html_url as htmlUrl', 'owner', 'name'])
    .where((eb) =>
      eb(
        eb.refTuple('repository_id', 'number'),
        'in',
        issues.map(({ repositoryId, number }) => eb.tuple(repositoryId, number)),
      ),
    )
    .execute();
  return rows.map(({ owner, name, ...issue }) => ({ ...issue, repository: `${owner}/${name}` }));
}
