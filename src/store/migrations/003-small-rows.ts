import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const smallRows: Migration = {
  async up(db) {
    // Bodies come packed: they stay in their row, and PostgreSQL need not try to pack them again.
    await sql`alter table deliveries set (toast_tuple_target = 8160)`.execute(db);
    await sql`alter table deliveries alter column body set storage external`.execute(db);
    await sql`create index effects_line on effects (installation_id, target, id) where state = 'pending'`.execute(
      db,
    );
  },
};
