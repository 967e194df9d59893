/** What the measures of objectives are computed from, read week by week. */
import type { MeasureName } from '../config/index.ts';
import { type Stretch, stretchesSince } from '../debt/index.ts';
import type { Db } from '../store/index.ts';
import { DAY, type Week } from '../time.ts';
import { closedIn, knownFrom } from './closings.ts';
import { paidInPassing } from './in-passing.ts';
import type { WeekOfEvidence, WeekOfWork } from './measures.ts';
import type { WeeklyRow } from './weeks.ts';

const OF_WORK: ReadonlySet<MeasureName> = new Set(['debt_share', 'paid_in_passing']);
const OF_LENGTHS: ReadonlySet<MeasureName> = new Set([
  'age_p50',
  'age_p90',
  'days_to_pay_p50',
  'days_to_pay_p90',
]);

/**
 * The evidence of some weeks (oldest first, without a gap), as far as the measures ask for it. The rows of the ledger
 * may begin later.
 */
export async function evidenceFor(
  db: Db,
  scopeId: number,
  weeks: readonly Week[],
  rows: readonly WeeklyRow[],
  measures: readonly MeasureName[],
): Promise<WeekOfEvidence[]> {
  const [first] = weeks;
  if (!first) return [];
  const lengths = measures.some((name) => OF_LENGTHS.has(name))
    ? await stretchesSince(db, scopeId, first.start)
    : [];
  const work = measures.some((name) => OF_WORK.has(name)) ? await workIn(db, scopeId, weeks) : [];
  const byName = new Map(rows.map((row) => [row.week, row]));
  return weeks.map((week, index) => ({
    row: byName.get(week.name) ?? null,
    work: work[index] ?? null,
    ages: agesAt(lengths, week.end),
    daysToPay: daysToPayIn(lengths, week),
  }));
}

/** What was closed and merged in each week; null where that is not known. */
export async function workIn(
  db: Db,
  scopeId: number,
  weeks: readonly Week[],
): Promise<(WeekOfWork | null)[]> {
  const from = await knownFrom(db, scopeId);
  const work: (WeekOfWork | null)[] = [];
  for (const week of weeks) {
    if (!from || from > week.start) work.push(null);
    else {
      const inPassing = (await paidInPassing(db, scopeId, week)).length;
      work.push({ ...(await closedIn(db, scopeId, week)), inPassing });
    }
  }
  return work;
}

function agesAt(stretches: readonly Stretch[], at: Date): number[] {
  return stretches
    .filter(({ start, end }) => start < at && (end === null || end >= at))
    .map(({ start }) => (at.getTime() - start.getTime()) / DAY);
}

function daysToPayIn(stretches: readonly Stretch[], week: Week): number[] {
  return stretches.flatMap(({ start, end, outcome }) =>
    outcome === 'paid' && end && end >= week.start && end < week.end
      ? [(end.getTime() - start.getTime()) / DAY]
      : [],
  );
}
