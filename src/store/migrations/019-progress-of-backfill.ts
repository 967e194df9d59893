import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const progressOfBackfill: Migration = {
  async up(db) {
    await sql`alter table repositories add column backfill_read int, add column backfill_total int`.execute(
      db,
    );
  },
};
