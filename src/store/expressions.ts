/** What rooms ask of the database beyond its common tongue. */
import { sql } from 'kysely';

/**
 * A percentile of the lengths of spells, in days, by linear interpolation; null of none. Source: PostgreSQL
 * documentation, "Ordered-Set Aggregate Functions" (`percentile_cont`).
 */
export function daysAtShare(share: number) {
  return sql<number | null>`percentile_cont(${sql.lit(share)}) within group
    (order by extract(epoch from spells."end" - spells.start)) / 86400`;
}
