import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const pausesOfSettling: Migration = {
  async up(db) {
    await sql`alter table installations add column settling_paused_until timestamptz`.execute(db);
  },
};
