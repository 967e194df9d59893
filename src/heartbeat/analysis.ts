/** What a ledger says of a span of time: its weeks, its ages, its trend. */
import type { Spell } from '../debt/index.ts';
import { addMs, DAY, isoWeek, type Week } from '../time.ts';
import { percentile } from './statistics.ts';
import { type Trend, trendOf, WINDOW } from './trend.ts';
import { type WeeklyRow, weeklyRows } from './weeks.ts';

/** Two percentiles of a span in days, with decimals; null of none. */
export type Days = { readonly p50: number | null; readonly p90: number | null };

/**
 * `weeks` are complete, from that of the first spell on. `open` and `ageDays` are at the end of the analysis;
 * `daysToPay` is of the spells that ended as paid in the newest quarter of a year of `weeks`.
 */
export type Analysis = {
  readonly weeks: readonly WeeklyRow[];
  readonly open: number;
  readonly ageDays: Days;
  readonly daysToPay: Days;
  readonly trend: Trend;
  readonly spells: readonly Spell[];
};

/** Analyses spells none of which begins or ends at or after `until`, oldest first, in the weeks of a time zone. */
export function analyse(spells: readonly Spell[], until: Date, timezone: string): Analysis {
  const weeks = allWeeks(spells, until, timezone);
  const open = spells.filter(({ end }) => end === null);
  return {
    weeks,
    open: open.length,
    ageDays: daysOf(open.map(({ start }) => until.getTime() - start.getTime())),
    daysToPay: daysOf(paidLately(spells, weeks, timezone)),
    trend: trendOf(weeks, timezone),
    spells,
  };
}

function allWeeks(spells: readonly Spell[], until: Date, timezone: string): WeeklyRow[] {
  const [first] = spells;
  const last = lastComplete(until, timezone);
  if (!first || first.start >= last.end) return [];
  const begins = isoWeek(first.start, timezone).start.getTime();
  const count = Math.round((last.end.getTime() - begins) / (7 * DAY));
  return weeklyRows(spells, last, timezone, count);
}

/** The last week that is over at an instant. */
function lastComplete(until: Date, timezone: string): Week {
  return isoWeek(addMs(isoWeek(until, timezone).start, -1), timezone);
}

/** How long it took, in milliseconds. */
function paidLately(spells: readonly Spell[], weeks: readonly WeeklyRow[], timezone: string): number[] {
  const [from, last] = [weeks.slice(-WINDOW).at(0), weeks.at(-1)];
  if (!from || !last) return [];
  const { end: to } = isoWeek(last.start, timezone);
  return spells.flatMap(({ start, end, outcome }) =>
    outcome === 'paid' && end && end >= from.start && end < to ? [end.getTime() - start.getTime()] : [],
  );
}

function daysOf(lengths: readonly number[]): Days {
  const days = lengths.map((length) => length / DAY);
  return { p50: percentile(days, 0.5), p90: percentile(days, 0.9) };
}
