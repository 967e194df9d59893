import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const commands: Migration = {
  async up(db) {
    await sql`create table commands (
    repository_id bigint not null, comment_id bigint not null, ordinal int not null, number int not null,
    login text not null, line text not null, url text not null, at timestamptz not null, state text not null,
    answer text, change text, primary key (repository_id, comment_id, ordinal))`.execute(db);
    await sql`create index commands_changes on commands (repository_id, at) where change is not null`.execute(
      db,
    );
    await sql`alter table debts add column released_by jsonb not null default '[]',
    add column kept_until timestamptz`.execute(db);
  },
};
