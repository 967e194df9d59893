import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const alarms: Migration = {
  async up(db) {
    await sql`create table alarms (
      repository_id bigint not null, key text not null, number int, pull int, title text not null,
      html_url text not null, puller text not null, reason text, pulled_at timestamptz not null,
      state text not null, acknowledged_at timestamptz, acknowledged_by text, ended_at timestamptz, ended_by text,
      resolution text, contested_by text, told jsonb not null, escalated_at timestamptz,
      primary key (repository_id, key))`.execute(db);
    await sql`create unique index alarms_open on alarms (repository_id, number) where ended_at is null`.execute(
      db,
    );
    await sql`create table lines (repository_id bigint primary key, said text not null)`.execute(db);
  },
};
