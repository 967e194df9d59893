import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const emptyPlaces: Migration = {
  async up(db) {
    await sql`alter table notices add column empty_places jsonb not null default '[]'`.execute(db);
  },
};
