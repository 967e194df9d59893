/**
 * Whether debt creeps, by a rule that a run of luck does not fool. A count of open issues is a sum of all weeks
 * before it, so it wanders, and tests that expect independent values find a trend in any wandering. The weekly net is
 * what is independent, so that is tested, by flipping signs; a verdict must hold two weeks running, and the change
 * must be worth a word.
 */
import { zoned } from '../time.ts';
import { isRising, LEVEL, median, signFlipShare, theilSenSlope } from './statistics.ts';
import type { WeeklyRow } from './weeks.ts';

export type Verdict = 'creeping' | 'holding' | 'shrinking' | 'insufficient-data';

/** A complete week. */
export type TrendRow = Pick<WeeklyRow, 'week' | 'start' | 'open' | 'inflow' | 'net'>;

/**
 * What is known of the trend; null is unknown. `pCreep` and `pShrink`: how likely growth or decline as large is by
 * chance. `slopePerWeek`: issues a week. `accelerating`: inflow itself rises. `since`: the ISO week from which on
 * the verdict has been creeping, or shrinking, without a break. `forecast`: the day on which open debt is doubled, or
 * cleared, at this pace.
 */
export type Trend = {
  readonly verdict: Verdict;
  readonly pCreep: number | null;
  readonly pShrink: number | null;
  readonly slopePerWeek: number | null;
  readonly accelerating: boolean | null;
  readonly since: string | null;
  readonly forecast: string | null;
};

/** Of fewer weeks than these nothing is said. */
export const FEWEST_WEEKS = 9;

/** How many of the newest weeks are looked at: a quarter of a year. */
export const WINDOW = 13;

/** What is worth a word is an issue a week, or one in so many of a small stock. */
const PRACTICAL_PART = 100;

const UNKNOWN: Trend = {
  verdict: 'insufficient-data',
  pCreep: null,
  pShrink: null,
  slopePerWeek: null,
  accelerating: null,
  since: null,
  forecast: null,
};

/** The trend of complete weeks, oldest first and without a gap. `timezone` is that of the weeks. */
export function trendOf(rows: readonly TrendRow[], timezone: string): Trend {
  const newest = rows.slice(-WINDOW);
  const last = newest.at(-1);
  if (rows.length < FEWEST_WEEKS || !last) return UNKNOWN;
  const verdict = verdictOf(rows);
  const slopePerWeek = theilSenSlope(newest.map(({ open }) => open));
  const moves = verdict === 'creeping' || verdict === 'shrinking';
  return {
    verdict,
    pCreep: chanceOfGrowth(newest),
    pShrink: chanceOfDecline(newest),
    slopePerWeek,
    accelerating: isRising(newest.map(({ inflow }) => inflow)),
    since: moves ? sinceWeek(rows, verdict) : null,
    forecast: moves ? forecastDay(last, Math.abs(slopePerWeek), timezone) : null,
  };
}

/** The weeks of which a verdict is asked: the newest, and those that were so a week ago. */
export function windowsOf<Row extends TrendRow>(
  rows: readonly Row[],
): readonly [readonly Row[], readonly Row[]] {
  return [rows.slice(-WINDOW), rows.slice(0, -1).slice(-WINDOW)];
}

export function verdictOf(rows: readonly TrendRow[]): Verdict {
  if (rows.length < FEWEST_WEEKS) return 'insufficient-data';
  const windows = windowsOf(rows);
  const [newest] = windows;
  const stock = newest.map(({ open }) => open);
  const slope = theilSenSlope(stock);
  const practical = Math.min(1, median(stock) / PRACTICAL_PART);
  const worthAWord = slope !== 0 && Math.abs(slope) >= practical;
  if (!worthAWord) return 'holding';
  if (slope > 0) return windows.every((one) => chanceOfGrowth(one) <= LEVEL) ? 'creeping' : 'holding';
  return windows.every((one) => chanceOfDecline(one) <= LEVEL) ? 'shrinking' : 'holding';
}

/** How likely the nets of a window add up to as much by luck. */
export function chanceOfGrowth(rows: readonly TrendRow[]): number {
  return signFlipShare(rows.map(({ net }) => net));
}

/** The same of as little. */
export function chanceOfDecline(rows: readonly TrendRow[]): number {
  return signFlipShare(rows.map(({ net }) => -net));
}

/** The first week of the unbroken run of weeks whose verdict, at their time, was that of the newest. */
function sinceWeek(rows: readonly TrendRow[], verdict: Verdict): string | null {
  let length = rows.length;
  while (verdictOf(rows.slice(0, length - 1)) === verdict) length -= 1;
  return rows[length - 1]?.week ?? null;
}

/** Beyond this many weeks nobody plans. */
const FAR = 100 * 52;

/** Doubling and clearing take equally long: as many weeks as the slope goes into what is open. */
function forecastDay(last: TrendRow, pace: number, timezone: string): string | null {
  const weeks = last.open / pace;
  if (weeks > FAR) return null;
  const end = zoned(last.start, timezone).add({ weeks: 1 });
  return end
    .add({ days: Math.floor(weeks * 7) })
    .toPlainDate()
    .toString();
}
