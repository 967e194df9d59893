/** What rooms ask of the database beyond its common tongue. */
import { sql } from 'kysely';

/**
 * A percentile of the lengths of spells, in days, by linear interpolation; null of none. Source: PostgreSQL
 * documentation, "Ordered-Set Aggregate Functions" (`percentile_cont`).
 */
export function daysAtShare(share: number) {
  return sql<number | null>`percentile_cont(${sql.lit(share)}) within group
    (order by date_part('epoch', spells."end" - spells.start)) / 86400`;
}

/** The hour, by the clocks of UTC, in which a spell began (PostgreSQL documentation, "Date/Time Functions": `date_bin`). */
export function hourOfStart() {
  return sql<Date>`date_bin('1 hour', spells.start, timestamptz '2000-01-01 00:00:00Z')`;
}

/** Whether there is anything in a list of `jsonb` (PostgreSQL documentation, "JSON Functions and Operators"). */
export function isFilled(column: string) {
  return sql<boolean>`jsonb_array_length(${sql.ref(column)}) > 0`;
}
