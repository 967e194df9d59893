import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** The database, or the transaction that a caller is in. */
export type Db = Kysely<Database>;

/** A value for a jsonb column: both drivers take its text. What PostgreSQL cannot hold in text is dropped. */
export function json(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? storable(one) : one));
}

/** Text without NUL and lone surrogates, which PostgreSQL refuses ("Character Types", "JSON Types"). */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}
