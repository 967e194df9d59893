import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const labelNames: Migration = {
  async up(db) {
    await sql`create table label_names (
      repository_id bigint not null, earlier text not null, later text not null, at timestamptz not null,
      primary key (repository_id, earlier, later))`.execute(db);
  },
};
