/**
 * The rank: which debt issue is paid first. Whoever decides about it may say that it is urgent, or is not. Estimates are
 * guesses, so that two paybacks are told apart only by their size: within a week, a month, a quarter, a year, later, or
 * never. Among those of one size the team decides, by votes, then by how many people speak about it, and the rest goes by
 * age. Whether one issue goes before another depends on these two issues alone.
 */
import { PRIORITIES, type Priority } from '../agreement/index.ts';

/** Work in working days, and in working days a week; null where it is not known. */
export type Cost = { readonly effort: number | null; readonly interest: number | null };

/** An open debt issue as far as the rank looks at it. */
export type Ranked = {
  readonly form: Cost;
  readonly votes: number;
  /** How many people said something on it. */
  readonly voices: number;
  readonly since: Date;
  readonly repositoryId: number;
  readonly number: number;
  /** As those who decide about it say; normal where they say nothing. */
  readonly priority?: Priority;
};

/** In weeks. */
export const WEEKS_IN = { month: 4, quarter: 13, year: 52 } as const;

/**
 * In how many weeks an issue pays back what it takes to fix: effort over interest. Infinity where leaving it costs
 * nothing; undefined where one of the two is not known.
 */
export function paybackWeeks({ effort, interest }: Cost): number | undefined {
  if (interest === 0) return Number.POSITIVE_INFINITY;
  return effort === null || interest === null ? undefined : effort / interest;
}

/**
 * All of them, the first to pay first, by: priority; size of the payback; votes; voices; age, the oldest first. What is left
 * is decided by repository and number, so that the order is the same whichever way they come.
 *
 * An unknown cost goes behind what pays back within a quarter, and before what takes longer: keeping silent is neither
 * the way to the top nor to the bottom.
 */
export function inRank<D extends Ranked>(debts: readonly D[]): D[] {
  return debts.toSorted(
    (a, b) =>
      PRIORITIES.indexOf(a.priority ?? 'normal') - PRIORITIES.indexOf(b.priority ?? 'normal') ||
      sizeOf(a.form) - sizeOf(b.form) ||
      b.votes - a.votes ||
      b.voices - a.voices ||
      a.since.getTime() - b.since.getTime() ||
      a.repositoryId - b.repositoryId ||
      a.number - b.number,
  );
}

function sizeOf(cost: Cost): number {
  const weeks = paybackWeeks(cost);
  if (weeks === undefined) return 3;
  if (weeks <= 1) return 0;
  if (weeks <= WEEKS_IN.month) return 1;
  if (weeks <= WEEKS_IN.quarter) return 2;
  if (weeks <= WEEKS_IN.year) return 4;
  return Number.isFinite(weeks) ? 5 : 6;
}
