import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const turnsAndCovers: Migration = {
  async up(db) {
    await sql`alter table shifts add column turns jsonb, add column serving jsonb`.execute(db);
    await sql`create table covers (
    id bigserial primary key, scope_id bigint not null, rotation text not null, owner text not null,
    substitute text not null, "from" timestamptz not null, "to" timestamptz not null,
    made_by text, made_at timestamptz not null, undone_at timestamptz)`.execute(db);
    await sql`create index covers_of on covers (scope_id, rotation, "to") where undone_at is null`.execute(
      db,
    );
    await sql`create table absences (
    id bigserial primary key, scope_id bigint not null, login text not null, "from" timestamptz not null,
    "to" timestamptz not null, made_by text not null, made_at timestamptz not null,
    undone_at timestamptz)`.execute(db);
    await sql`create index absences_of on absences (scope_id, "to") where undone_at is null`.execute(db);
  },
};
