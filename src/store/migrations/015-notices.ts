import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const notices: Migration = {
  async up(db) {
    await sql`create table notices (
      scope_id bigint not null, rotation text not null, start timestamptz not null, told jsonb,
      tellings int not null default 0, gap int not null default 0,
      primary key (scope_id, rotation, start))`.execute(db);
  },
};
