import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const shield: Migration = {
  async up(db) {
    await sql`create table interruptions (
    repository_id bigint not null, number int not null, at timestamptz not null, assignee text not null,
    scope_id bigint not null, rotation text not null, assigner text, answer text not null,
    answered_at timestamptz, withdrawn boolean not null, primary key (repository_id, number, at, assignee))`.execute(
      db,
    );
    await sql`create table handoff_answers (
    scope_id bigint not null, rotation text not null, start timestamptz not null, repository_id bigint not null,
    asked jsonb not null, yes int not null, no int not null, read_at timestamptz,
    primary key (scope_id, rotation, start))`.execute(db);
    await sql`create index interruptions_of on interruptions (scope_id, at)`.execute(db);
  },
};
