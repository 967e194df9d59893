import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const begunEffects: Migration = {
  async up(db) {
    await sql`alter table effects add column begun_at timestamptz`.execute(db);
  },
};
