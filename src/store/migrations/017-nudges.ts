import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const nudges: Migration = {
  async up(db) {
    await sql`alter table history add column actor text`.execute(db);
    await sql`alter table debts add column lapsed_from jsonb not null default '[]'`.execute(db);
    await sql`create table nudges (
    repository_id bigint not null, number int not null, active_at timestamptz, asked_at timestamptz,
    asked jsonb not null, unanswered_at timestamptz, primary key (repository_id, number))`.execute(db);
  },
};
