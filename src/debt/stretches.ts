import type { Db } from '../store/index.ts';
import type { Outcome } from './ledger.ts';

/** A spell without its issue. */
export type Stretch = {
  readonly start: Date;
  readonly end: Date | null;
  readonly outcome: Outcome | null;
};

/** The spells of a scope that run, or ended at an instant or after it: what statistics of lengths are made of. */
export async function stretchesSince(db: Db, scopeId: number, since: Date): Promise<Stretch[]> {
  return db
    .selectFrom('spells')
    .innerJoin('repositories', 'repositories.id', 'spells.repository_id')
    .select(['start', 'end', 'outcome'])
    .where('repositories.scope_id', '=', scopeId)
    .where((eb) => eb.or([eb('end', 'is', null), eb('end', '>=', since)]))
    .execute();
}

/** The spells of one issue, oldest first. */
export async function stretchesOf(
  db: Db,
  { repositoryId, number }: { readonly repositoryId: number; readonly number: number },
): Promise<Stretch[]> {
  return db
    .selectFrom('spells')
    .select(['start', 'end', 'outcome'])
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .orderBy('ordinal')
    .execute();
}
