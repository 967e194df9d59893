/** What debt was estimated at against what it took, as one number of the team: nobody is told apart in it. */
import type { Config } from '../config/index.ts';
import type { Outcome } from '../debt/index.ts';
import { addMs, DAY } from '../time.ts';
import { workedDays } from '../working-time.ts';
import { median } from './statistics.ts';

/** A spell as far as its estimate is looked at; `estimate` in working days. */
type Estimated = {
  readonly end: Date | null;
  readonly outcome: Outcome | null;
  readonly begunAt: Date | null;
  readonly estimate: number | null;
};

/** When people work. */
type Calendar = Pick<Config, 'working_hours' | 'timezone'>;

/** `ratio`: days that it took over days estimated, the median of so many `issues`. */
export type Estimates = { readonly ratio: number; readonly issues: number };

/** A quarter of a year, in which a team and its habits stay the same. */
export const WEEKS = 13;
/** Of fewer, one that went wrong would be the number. */
const LEAST = 5;

/**
 * Compares what was paid in the thirteen weeks before an instant with its estimates. The median of the ratios, so that
 * one issue that lay about for a month does not make the number.
 *
 * @returns nothing where fewer than five have an estimate and a known beginning
 */
export function estimatesUntil(
  spells: readonly Estimated[],
  until: Date,
  calendar: Calendar,
): Estimates | undefined {
  const since = quarterBefore(until);
  const ratios = spells.flatMap(({ end, outcome, begunAt, estimate }) => {
    if (outcome !== 'paid' || !end || !begunAt || estimate === null) return [];
    if (end < since || end >= until) return [];
    return [workingDays(begunAt, end, calendar) / estimate];
  });
  return ratios.length < LEAST ? undefined : { ratio: median(ratios), issues: ratios.length };
}

/** When the quarter of a year begins that ends at an instant. */
export function quarterBefore(until: Date): Date {
  return addMs(until, -WEEKS * 7 * DAY);
}

/** How many of those paid in a span had an estimate and a known beginning, and how many of these took longer. */
export type Overruns = { readonly estimated: number; readonly over: number };

/** @param span its end exclusive */
export function wentOverEstimate(
  spells: readonly Estimated[],
  span: { readonly start: Date; readonly end: Date },
  calendar: Calendar,
): Overruns {
  const held = spells.flatMap(({ end, outcome, begunAt, estimate }) => {
    if (outcome !== 'paid' || !end || !begunAt || estimate === null) return [];
    return end >= span.start && end < span.end ? [workingDays(begunAt, end, calendar) > estimate] : [];
  });
  return { estimated: held.length, over: held.filter((isOver) => isOver).length };
}

/** What was done in the evening took some time as well: an eighth of a day. */
const SHORTEST = 1 / 8;

/** Working days between two instants, as the config has them. */
export function workingDays(from: Date, to: Date, { working_hours, timezone }: Calendar): number {
  return Math.max(SHORTEST, workedDays({ start: from, end: to }, working_hours, timezone));
}
