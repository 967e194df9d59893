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
    await sql`create index interruptions_of on interruptions (scope_id, at)`.execute(db);
  },
};
