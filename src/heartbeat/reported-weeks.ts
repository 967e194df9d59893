/** What heartbeats told of closed weeks. It is written when it is told, and not changed after: revisions are added. */
import { type Db, json } from '../store/index.ts';
import type { Week } from '../time.ts';
import type { CountedName } from './key-numbers.ts';
import type { WeeklyRow } from './weeks.ts';

/** What was counted in a week in one repository. */
export type RepositoryWeek = Readonly<Record<Exclude<CountedName, 'net'>, number>> & {
  readonly repositoryId: number;
};

/** What was last told of a week; `revision` 0 is what was told first. Repositories without a number are left out. */
export type ReportedWeek = {
  readonly week: string;
  readonly revision: number;
  readonly timezone: string;
  readonly numbers: readonly RepositoryWeek[];
};

/** What was last told of each of some weeks, oldest first. */
export async function reportedWeeks(
  db: Db,
  scopeId: number,
  weeks: readonly string[],
): Promise<ReportedWeek[]> {
  if (weeks.length === 0) return [];
  const rows = await db
    .selectFrom('reported_weeks')
    .select(['week', 'revision', 'timezone', 'numbers'])
    .where('scope_id', '=', scopeId)
    .where('week', 'in', weeks)
    .orderBy('week')
    .orderBy('revision')
    .execute();
  return [...new Map(rows.map((row) => [row.week, row])).values()];
}

/** What there is to tell now of each of some weeks. */
export function numbersByWeek(
  rows: ReadonlyMap<number, readonly WeeklyRow[]>,
  weeks: readonly Week[],
): Map<string, RepositoryWeek[]> {
  const told = new Map(weeks.map(({ name }): [string, RepositoryWeek[]] => [name, []]));
  for (const [repositoryId, its] of rows) {
    for (const { week, start: _, net: __, ...numbers } of its) {
      if (Object.values(numbers).some((n) => n !== 0)) told.get(week)?.push({ repositoryId, ...numbers });
    }
  }
  return told;
}

/** A week as it is told now. */
export type ToldWeek = {
  readonly week: Week;
  readonly revision: number;
  readonly numbers: readonly RepositoryWeek[];
};

export async function recordReported(
  db: Db,
  scopeId: number,
  told: readonly ToldWeek[],
  timezone: string,
  now: Date,
): Promise<void> {
  if (told.length === 0) return;
  await db
    .insertInto('reported_weeks')
    .values(
      told.map(({ week, revision, numbers }) => ({
        scope_id: scopeId,
        week: week.name,
        revision,
        end: week.end,
        timezone,
        reported_at: now,
        numbers: json(numbers),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
