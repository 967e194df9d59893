import { endOfDay, startOfDay } from '../time.ts';

/** Inclusive local days (`YYYY-MM-DD`), open where one is missing. */
export type DaySpan = { readonly from?: string | undefined; readonly to?: string | undefined };

/** A stretch of time in milliseconds since the epoch; `end` is exclusive. */
export type Interval = { readonly start: number; readonly end: number };

/** When somebody is there: the time within any of their spans on the roster and in none of their absences. */
export function presence(
  memberships: readonly DaySpan[],
  absences: readonly DaySpan[],
  timezone: string,
): Interval[] {
  return outside(
    merge(memberships.map((span) => toInterval(span, timezone))),
    merge(absences.map((span) => toInterval(span, timezone))),
  );
}

/** What of some intervals lies in none of the others. Both must be in order and must not overlap. */
export function outside(intervals: readonly Interval[], away: readonly Interval[]): Interval[] {
  const present: Interval[] = [];
  for (const { start, end } of intervals) {
    let from = start;
    for (const absence of away) {
      if (absence.end <= from || absence.start >= end) continue;
      if (absence.start > from) present.push({ start: from, end: absence.start });
      from = absence.end;
    }
    if (from < end) present.push({ start: from, end });
  }
  return present;
}

/** How much of a stretch lies within the intervals, in milliseconds. They must be in order and must not overlap. */
export function timeWithin(intervals: readonly Interval[], { start, end }: Interval): number {
  let time = 0;
  for (let index = firstEndingAfter(intervals, start); index < intervals.length; index += 1) {
    const interval = intervals[index];
    if (interval === undefined || interval.start >= end) break;
    time += Math.min(interval.end, end) - Math.max(interval.start, start);
  }
  return time;
}

function toInterval({ from, to }: DaySpan, timezone: string): Interval {
  return {
    start: from === undefined ? Number.NEGATIVE_INFINITY : startOfDay(from, timezone).getTime(),
    end: to === undefined ? Number.POSITIVE_INFINITY : endOfDay(to, timezone).getTime(),
  };
}

/** The intervals in order, those that meet as one. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const interval of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && interval.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, interval.end) };
    } else {
      merged.push(interval);
    }
  }
  return merged;
}

function firstEndingAfter(intervals: readonly Interval[], at: number): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const end = intervals[middle]?.end ?? Number.POSITIVE_INFINITY;
    if (end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
