import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const pauses: Migration = {
  async up(db) {
    await sql`alter table installations add column paused_until timestamptz`.execute(db);
  },
};
