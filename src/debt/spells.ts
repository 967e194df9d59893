import { blankForm, type IssueForm } from '../issue-form.ts';
import type { Db, Visibility } from '../store/index.ts';
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
