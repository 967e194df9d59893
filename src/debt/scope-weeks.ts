import type { Db } from '../store/index.ts';
import { begunBefore } from './counted-weeks.ts';
import { ALL_AREAS, type Sum } from './week-sums.ts';

/** A scope by weeks: the sum of all its repositories, and what is open now. `before` is whether anything began earlier. */
type ScopeWeeks = {
  readonly sums: readonly (Sum & { readonly week: Date })[];
  readonly before: 'something' | 'nothing';
  readonly open: number;
};

/** One sum a week, from a week on that begins at an instant: a few rows, however large the scope. */
export async function scopeWeeks(db: Db, scopeId: number, since: Date): Promise<ScopeWeeks> {
  const sums = await db
    .selectFrom('spell_weeks')
    .innerJoin('repositories', 'repositories.id', 'spell_weeks.repository_id')
    .where('scope_id', '=', scopeId)
    .where('area', '=', ALL_AREAS)
    .select('week')
    .select(({ fn }) => [
      fn.sum<number>('inflow').as('inflow'),
      fn.sum<number>('paid').as('paid'),
      fn.sum<number>('declined').as('declined'),
      fn.sum<number>('relabelled').as('relabelled'),
      fn.sum<number>('removed').as('removed'),
    ])
    .where('week', '>=', since)
    .groupBy('week')
    .execute();
  const { open } = await db
    .selectFrom('spells')
    .innerJoin('repositories', 'repositories.id', 'spells.repository_id')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('scope_id', '=', scopeId)
    .where('end', 'is', null)
    .executeTakeFirstOrThrow();
  return { sums, before: await begunBefore(db, scopeId, since), open };
}
