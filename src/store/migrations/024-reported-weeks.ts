import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const reportedWeeks: Migration = {
  async up(db) {
    await sql`create table reported_weeks (
    scope_id bigint not null, week text not null, revision int not null, "end" timestamptz not null,
    timezone text not null, reported_at timestamptz not null, numbers jsonb not null,
    primary key (scope_id, week, revision))`.execute(db);
    await sql`create table corrections (
    id bigserial primary key, repository_id bigint not null, number int not null, before jsonb not null,
    after jsonb not null)`.execute(db);
    await sql`create index corrections_of on corrections (repository_id)`.execute(db);
  },
};
