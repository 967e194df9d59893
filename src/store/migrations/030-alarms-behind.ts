import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What GitHub does not show yet of an alarm, for Paydown only observed, or could not write there. */
export const alarmsBehind: Migration = {
  async up(db) {
    await sql`alter table alarms add column behind boolean not null default false`.execute(db);
  },
};
