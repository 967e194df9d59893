import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const decisions: Migration = {
  async up(db) {
    await sql`create table decisions (
    repository_id bigint not null, number int not null, steps jsonb not null, next_at timestamptz,
    changed_at timestamptz not null, primary key (repository_id, number))`.execute(db);
  },
};
