import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const teams: Migration = {
  async up(db) {
    await sql`create table teams (
    scope_id bigint not null, team text not null, github_id bigint, visibility text, members jsonb, trouble text,
    read_at timestamptz, primary key (scope_id, team))`.execute(db);
    await sql`create table team_members (
    scope_id bigint not null, team text not null, login text not null, state text not null, role text,
    refusal text, "until" timestamptz, at timestamptz not null, primary key (scope_id, team, login))`.execute(
      db,
    );
  },
};
