import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const deadLetters: Migration = {
  async up(db) {
    await sql`alter table settles add column given_up_at timestamptz`.execute(db);
  },
};
