import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const tallies: Migration = {
  async up(db) {
    await sql`create table tallies (
    scope_id bigint not null, rotation text not null, before timestamptz not null, tally jsonb not null,
    primary key (scope_id, rotation))`.execute(db);
  },
};
