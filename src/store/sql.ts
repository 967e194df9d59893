import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** The database, or the transaction that a caller is in. */
export type Db = Kysely<Database>;

/** A value for a jsonb column: both drivers take its text. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}
