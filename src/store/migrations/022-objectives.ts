import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const objectives: Migration = {
  async up(db) {
    await sql`create table closings (
    repository_id bigint not null, number int not null, closed_at timestamptz, debt boolean not null,
    seen_at timestamptz not null, primary key (repository_id, number))`.execute(db);
    await sql`create index closings_at on closings (repository_id, closed_at)`.execute(db);
    await sql`create table merges (
    repository_id bigint not null, number int not null, merged_at timestamptz not null, author text,
    html_url text not null, closes jsonb not null, primary key (repository_id, number))`.execute(db);
    await sql`create table waits (
    repository_id bigint not null, number int not null, since timestamptz not null,
    primary key (repository_id, number))`.execute(db);
    await sql`create table asked_decisions (
    scope_id bigint primary key, topic text not null, since text not null)`.execute(db);
    await sql`alter table repositories
    add column closings_from timestamptz, add column closings_until timestamptz`.execute(db);
  },
};
