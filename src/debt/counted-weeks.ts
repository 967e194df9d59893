/** What reports read of the ledger: its sums by weeks, and of its spells only those of the weeks in question. */
import { type Db, daysAtShare, hourOfStart } from '../store/index.ts';
import type { WeekSum } from './week-sums.ts';

/** The sum of a week in one repository. */
export type CountedWeek = WeekSum & { readonly repositoryId: number };

/** The sums of a scope from a week on that begins at an instant; and whether anything began before. */
export async function countedWeeks(
  db: Db,
  scopeId: number,
  since: Date,
): Promise<{ sums: CountedWeek[]; before: 'something' | 'nothing' }> {
  const sums = await db
    .selectFrom('spell_weeks')
    .innerJoin('repositories', 'repositories.id', 'spell_weeks.repository_id')
    .where('scope_id', '=', scopeId)
    .select(['repository_id as repositoryId', 'area', 'week'])
    .select(['inflow', 'paid', 'declined', 'relabelled', 'removed'])
    .where('week', '>=', since)
    .execute();
  return { sums, before: await begunBefore(db, scopeId, since) };
}

/** Whether any debt of a scope began before an instant at which a week begins. */
export async function begunBefore(db: Db, scopeId: number, since: Date): Promise<'something' | 'nothing'> {
  const earlier = await db
    .selectFrom('spell_weeks')
    .innerJoin('repositories', 'repositories.id', 'spell_weeks.repository_id')
    .select('week')
    .where('scope_id', '=', scopeId)
    .where('week', '<', since)
    .where('inflow', '>', 0)
    .limit(1)
    .executeTakeFirst();
  return earlier ? 'something' : 'nothing';
}

type Span = { readonly start: Date; readonly end: Date };

/** Percentiles (type 7) of the days from label to payment, over what was paid in a span; null of nothing. */
export async function daysToPay(db: Db, scopeId: number, { start, end }: Span) {
  return db
    .selectFrom('spells')
    .innerJoin('repositories', 'repositories.id', 'spells.repository_id')
    .select([daysAtShare(0.5).as('p50'), daysAtShare(0.9).as('p90')])
    .where('scope_id', '=', scopeId)
    .where('outcome', '=', 'paid')
    .where('end', '>=', start)
    .where('end', '<', end)
    .executeTakeFirstOrThrow();
}

/** What was paid in a span, as far as somebody may be thanked for it. */
export async function paymentsIn(db: Db, scopeId: number, { start, end }: Span) {
  const rows = await db
    .selectFrom('spells')
    .innerJoin('repositories', 'repositories.id', 'spells.repository_id')
    .select(['repository_id as repositoryId', 'number as issue', 'end', 'paid_by as paidBy'])
    .where('scope_id', '=', scopeId)
    .where('outcome', '=', 'paid')
    .where('end', '>=', start)
    .where('end', '<', end)
    .execute();
  return rows.map((row) => ({ ...row, outcome: 'paid' as const }));
}

/** The hours of UTC, of a span, in which at least so many spells of a scope began, oldest first. */
export async function busyHours(
  db: Db,
  scopeId: number,
  { start, end }: Span,
  least: number,
): Promise<{ hour: Date; begun: number }[]> {
  const rows = await db
    .selectFrom(
      db
        .selectFrom('spells')
        .innerJoin('repositories', 'repositories.id', 'spells.repository_id')
        .select(hourOfStart().as('hour'))
        .where('scope_id', '=', scopeId)
        .where('start', '>=', start)
        .where('start', '<', end)
        .as('begun'),
    )
    .select((eb) => ['hour', eb.fn.countAll<number>().as('begun')])
    .groupBy('hour')
    .having((eb) => eb(eb.fn.countAll(), '>=', least))
    .orderBy('hour')
    .execute();
  return rows;
}
