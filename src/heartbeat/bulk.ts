/** Weeks in which debt was labelled in bulk: they say when somebody tidied up, not when debt came into being. */
import { addMs, HOUR, type Week } from '../time.ts';
import type { WeeklyRow } from './weeks.ts';

/** `issues` became debt within one hour of that week. */
export type BulkWeek = { readonly week: string; readonly issues: number };

/** Fewer in an hour are a busy day. */
export const FEWEST_IN_BULK = 10;
/** And they make at least this part of their week. */
const PART = 1 / 2;

type Hour = { readonly hour: Date; readonly begun: number };

/**
 * Those of some weeks in which at least half of the inflow, and ten issues, came within one hour of the clock. Of
 * several such hours the busiest is told.
 */
export function bulkWeeks(
  rows: readonly WeeklyRow[],
  weeks: readonly Week[],
  hours: readonly Hour[],
): BulkWeek[] {
  return weeks.flatMap((week) => {
    const inflow = rows.find((row) => row.week === week.name)?.inflow ?? 0;
    const issues = hours
      .filter(({ hour }) => endsIn(hour, week))
      .reduce((most, { begun }) => Math.max(most, begun), 0);
    return issues >= FEWEST_IN_BULK && issues >= inflow * PART ? [{ week: week.name, issues }] : [];
  });
}

/** Weeks may begin in the middle of an hour of the clock: in India, say. */
function endsIn(hour: Date, { start, end }: Week): boolean {
  const ends = addMs(hour, HOUR);
  return ends > start && ends <= end;
}
