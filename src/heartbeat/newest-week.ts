/** What the newest complete week says, for whoever shows now. */
import { scopeWeeks, uncounted } from '../debt/index.ts';
import { repositoriesOf, type Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import type { Week } from '../time.ts';
import { reportedWeek } from './calendar.ts';
import { rowsFromSums } from './rows-from-sums.ts';
import { type Trend, trendOf } from './trend.ts';
import { WEEKS_SHOWN, type WeeklyRow, weeksUntil } from './weeks.ts';

/** `before` is undefined in the first week of the ledger. */
export type NewestWeek = {
  readonly trend: Trend;
  readonly row: WeeklyRow;
  readonly before: WeeklyRow | undefined;
};

/**
 * `week` is undefined where weeks are not summed up, or nothing was debt by its end. `toCount` are the repositories that
 * are to be summed up first; one whose past is still to be read is not among them: it would be counted in vain.
 */
export type Newest = { readonly week: NewestWeek | undefined; readonly toCount: readonly number[] };

/** The newest week of a scope that is over. */
export async function newestWeek(db: Db, scope: Scope, now: Date): Promise<Newest> {
  const missing = await uncounted(db, scope);
  if (missing.length === 0)
    return { week: await weekOf(db, scope, reportedWeek(scope.config, now)), toCount: [] };
  const repositories = await repositoriesOf(db, { scopeId: scope.id });
  const read = new Set(repositories.flatMap(({ id, backfilledAt }) => (backfilledAt ? [id] : [])));
  return { week: undefined, toCount: missing.filter((id) => read.has(id)) };
}

async function weekOf(db: Db, { id, config }: Scope, newest: Week): Promise<NewestWeek | undefined> {
  const weeks = weeksUntil(newest, config.timezone, WEEKS_SHOWN);
  const { sums, before, open } = await scopeWeeks(db, id, weeks[0]?.start ?? newest.start);
  const rows = rowsFromSums(sums, open, weeks, before);
  const row = rows.at(-1);
  return row && { trend: trendOf(rows, config.timezone), row, before: rows.at(-2) };
}
