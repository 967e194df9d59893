import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const accessAndPrivacy: Migration = {
  async up(db) {
    await sql`alter table installations add column account text, add column permissions jsonb,
    add column events jsonb, add column settings_url text`.execute(db);
    // Work is done for installations that are known, and those of before are.
    await sql`insert into installations (id, state)
    select distinct installation_id, 'active' from repositories on conflict do nothing`.execute(db);
    await sql`alter table repositories add column taken boolean not null default false`.execute(db);
    await sql`alter table posts add column telling text,
    add column retired boolean not null default false`.execute(db);
    await sql`update effects set effect = effect || jsonb_build_object('scopeId',
    substring(effect->>'marker' from 'paydown:dashboard:([0-9]+)/')::bigint)
    where effect->>'kind' = 'dashboard'`.execute(db);
  },
};
