import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const iterations: Migration = {
  async up(db) {
    await sql`create table iterations (
    scope_id bigint not null, day text not null, state text not null, starts_at timestamptz not null,
    ends_at timestamptz not null, home_id bigint not null, people jsonb not null, cap int not null,
    proposed jsonb not null, creeping boolean not null, primary key (scope_id, day))`.execute(db);
    await sql`create table iteration_issues (
    scope_id bigint not null, day text not null, repository_id bigint not null, number int not null,
    listed boolean not null, outcome text, primary key (scope_id, day, repository_id, number))`.execute(db);
    await sql`create index iteration_issues_of on iteration_issues (repository_id, number)`.execute(db);
  },
};
