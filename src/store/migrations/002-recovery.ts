import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const recovery: Migration = {
  async up(db) {
    await sql`create table installations (id bigint primary key, state text not null)`.execute(db);
    await sql`create table sweeps (one int primary key, last_id bigint not null)`.execute(db);
    await sql`create table writes (
    installation_id bigint not null, at timestamptz not null, kind text not null)`.execute(db);
    await sql`create index writes_recent on writes (installation_id, at)`.execute(db);
  },
};
