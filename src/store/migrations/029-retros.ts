import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const retros: Migration = {
  async up(db) {
    await sql`create table retros (
      scope_id bigint not null, key text not null, series text not null, repository_id bigint not null, number int,
      start timestamptz not null, "end" timestamptz not null, state text not null, primary key (scope_id, key))`.execute(
      db,
    );
    await sql`create index retros_at on retros (repository_id, number)`.execute(db);
    await sql`create table retro_actions (
      scope_id bigint not null, retro text not null, key text not null, ordinal int not null, said text not null,
      wants jsonb not null, done_at timestamptz, listed boolean not null, asked_in bigint,
      primary key (scope_id, retro, key))`.execute(db);
    await sql`create table retro_counts (
      scope_id bigint not null, series text not null, since timestamptz not null,
      primary key (scope_id, series))`.execute(db);
  },
};
