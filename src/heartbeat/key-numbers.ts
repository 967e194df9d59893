/** The numbers of a week with what they are to be compared with, and how long debt lies and takes. */
import { DAY, type Week } from '../time.ts';
import { type CountedSpell, isOpenAt } from './numbers.ts';
import { percentile } from './statistics.ts';
import type { WeeklyRow } from './weeks.ts';

/** What a row counts, in the order of the table. */
export const COUNTED = ['open', 'inflow', 'paid', 'declined', 'relabelled', 'removed', 'net'] as const;
export type CountedName = (typeof COUNTED)[number];

/** `before` is null in the first week; `mean` is of the newest four weeks, or of as many as there are. */
type Compared = {
  readonly name: CountedName;
  readonly now: number;
  readonly before: number | null;
  readonly mean: number;
};

/** Two percentiles in days; null of none. */
export type DayPercentiles = { readonly p50: number | null; readonly p90: number | null };

export type KeyNumbers = {
  readonly counts: readonly Compared[];
  /** Of what was open at the end of the week. */
  readonly ageDays: DayPercentiles;
  /** Of what was paid in the quarter of a year before the end of the week. */
  readonly daysToPay: DayPercentiles;
  /** How much more debt those on duty may be given, and how much waits for that. */
  readonly room: number;
  readonly waiting: number;
};

const MEAN_OVER = 4;

export function countsOf(rows: readonly WeeklyRow[]): Compared[] {
  const now = rows.at(-1);
  if (!now) return [];
  const newest = rows.slice(-MEAN_OVER);
  return COUNTED.map((name) => ({
    name,
    now: now[name],
    before: rows.at(-2)?.[name] ?? null,
    mean: newest.reduce((sum, row) => sum + row[name], 0) / newest.length,
  }));
}

/** How old in days the debt is that was open at the end of a week. */
export function agesAt(spells: readonly CountedSpell[], { end }: Week): DayPercentiles {
  const days = spells
    .filter((spell) => isOpenAt(spell, end))
    .map(({ start }) => (end.getTime() - start.getTime()) / DAY);
  return { p50: percentile(days, 0.5), p90: percentile(days, 0.9) };
}
