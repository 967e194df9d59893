/** What debt was estimated at against what it took, as one number of the team: nobody is told apart in it. */
import type { Outcome } from '../debt/index.ts';
import { addMs, DAY, endOfDay, HOUR, localDay, nextLocalTime } from '../time.ts';

/** A spell as far as its estimate is looked at; `estimate` in working days. */
type Estimated = {
  readonly end: Date | null;
  readonly outcome: Outcome | null;
  readonly begunAt: Date | null;
  readonly estimate: number | null;
};

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
  timezone: string,
): Estimates | undefined {
  const since = quarterBefore(until);
  const ratios = spells.flatMap(({ end, outcome, begunAt, estimate }) => {
    if (outcome !== 'paid' || !end || !begunAt || estimate === null) return [];
    if (end < since || end >= until) return [];
    return [workingDays(begunAt, end, timezone) / estimate];
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
  timezone: string,
): Overruns {
  const held = spells.flatMap(({ end, outcome, begunAt, estimate }) => {
    if (outcome !== 'paid' || !end || !begunAt || estimate === null) return [];
    return end >= span.start && end < span.end ? [workingDays(begunAt, end, timezone) > estimate] : [];
  });
  return { estimated: held.length, over: held.filter((isOver) => isOver).length };
}

const MORNING = '09:00';
const EVENING = '17:00';
const DAY_OF_WORK = 8 * HOUR;
/** What was done in the evening took some time as well: an eighth of a day, an hour. */
const SHORTEST = 1 / 8;

/** Working days of 8 hours between two instants: the local hours from 9:00 to 17:00, Monday to Friday. */
export function workingDays(from: Date, to: Date, timezone: string): number {
  let worked = 0;
  for (let day = localDay(from, timezone); ; ) {
    const next = endOfDay(day, timezone);
    const evening = nextLocalTime(addMs(next, -DAY / 2), EVENING, timezone);
    const morning = nextLocalTime(addMs(evening, -DAY / 2), MORNING, timezone);
    const start = Math.max(morning.getTime(), from.getTime());
    const end = Math.min(evening.getTime(), to.getTime());
    if (isWeekday(day)) worked += Math.max(0, end - start);
    if (next >= to) return Math.max(worked / DAY_OF_WORK, SHORTEST);
    day = localDay(next, timezone);
  }
}

function isWeekday(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low = 0, high = 0] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return (low + high) / 2;
}
