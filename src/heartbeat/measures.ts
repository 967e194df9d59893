/**
 * How each measure is computed from the weeks before a report. A *total* adds its weeks up; a *level* is what it is at
 * the end of a week; a *sample* is a statistic of all cases of its weeks together, and needs some of them.
 */
import type { MeasureName } from '../config/index.ts';
import { percentile } from './statistics.ts';
import type { WeeklyRow } from './weeks.ts';

/** What was closed and merged in a week. */
export type WeekOfWork = { readonly closed: number; readonly debt: number; readonly inPassing: number };

/**
 * One complete week. `row` is null before the ledger begins, `work` where nothing is known of what was closed; ages are
 * at the week's end, and all lengths in days.
 */
export type WeekOfEvidence = {
  readonly row: WeeklyRow | null;
  readonly work: WeekOfWork | null;
  readonly ages: readonly number[];
  readonly daysToPay: readonly number[];
};

/** The value of some weeks, and of how many cases; a null value is unknown. */
type Sample = { readonly value: number | null; readonly cases: number };

export type Measure =
  | { readonly kind: 'total' | 'level'; readonly of: (week: WeekOfEvidence) => number | null }
  | { readonly kind: 'sample'; readonly of: (weeks: readonly WeekOfEvidence[]) => Sample | null };

/** Of fewer cases a statistic says nothing. */
export const FEWEST_CASES = 5;

export const computed: Readonly<Record<MeasureName, Measure>> = {
  net: { kind: 'total', of: ({ row }) => row?.net ?? null },
  open: { kind: 'level', of: ({ row }) => row?.open ?? null },
  inflow: { kind: 'total', of: ({ row }) => row?.inflow ?? null },
  paid: { kind: 'total', of: ({ row }) => row?.paid ?? null },
  declined: { kind: 'total', of: ({ row }) => row?.declined ?? null },
  debt_share: { kind: 'sample', of: shareOfDebt },
  paid_in_passing: { kind: 'total', of: ({ work }) => work?.inPassing ?? null },
  age_p50: { kind: 'level', of: (week) => ageOf(week, 0.5) },
  age_p90: { kind: 'level', of: (week) => ageOf(week, 0.9) },
  days_to_pay_p50: { kind: 'sample', of: (weeks) => timeToPay(weeks, 0.5) },
  days_to_pay_p90: { kind: 'sample', of: (weeks) => timeToPay(weeks, 0.9) },
};

function ageOf({ row, ages }: WeekOfEvidence, share: number): number | null {
  return row ? (percentile(ages, share) ?? 0) : null;
}

/** In percent; null where nothing is known of one of the weeks. */
function shareOfDebt(weeks: readonly WeekOfEvidence[]): Sample | null {
  const work = weeks.flatMap((week) => week.work ?? []);
  if (work.length < weeks.length) return null;
  const closed = work.reduce((sum, week) => sum + week.closed, 0);
  const debt = work.reduce((sum, week) => sum + week.debt, 0);
  return { value: closed === 0 ? null : (100 * debt) / closed, cases: closed };
}

function timeToPay(weeks: readonly WeekOfEvidence[], share: number): Sample {
  const days = weeks.flatMap((week) => week.daysToPay);
  return { value: percentile(days, share), cases: days.length };
}
