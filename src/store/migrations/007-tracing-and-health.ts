import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const tracingAndHealth: Migration = {
  async up(db) {
    await sql`alter table settles add column guid text`.execute(db);
    await sql`alter table effects add column guid text`.execute(db);
    await sql`create index deliveries_dead on deliveries (received_at) where state = 'dead'`.execute(db);
    await sql`create index effects_dead on effects (created_at) where state = 'dead'`.execute(db);
  },
};
