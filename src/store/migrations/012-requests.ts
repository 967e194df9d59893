import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const requests: Migration = {
  async up(db) {
    await sql`create table requests (
    id bigserial primary key, scope_id bigint not null, rotation text not null, asker text not null,
    asked text not null, "from" timestamptz not null, "to" timestamptz not null, return_from timestamptz,
    return_to timestamptz, repository_id bigint not null, number int not null, comment_id bigint not null,
    made_at timestamptz not null, state text not null, answered_at timestamptz)`.execute(db);
    await sql`create index requests_of on requests (scope_id, state)`.execute(db);
    await sql`alter table covers add column request_id bigint, add column declined_at timestamptz`.execute(
      db,
    );
  },
};
