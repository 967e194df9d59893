import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const costAndVotes: Migration = {
  async up(db) {
    await sql`alter table issues add column form jsonb, add column votes int`.execute(db);
    await sql`alter table spells add column begun_at timestamptz, add column estimate float8`.execute(db);
  },
};
