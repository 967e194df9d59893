import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Sums are made of the spells that are there when they are first needed. The version before this one knows nothing of
 * them: what it writes has no word in `counted`, and is thereby found.
 */
export const weeksOfSpells: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table spell_weeks (
    repository_id bigint not null, area text not null, week timestamptz not null, inflow int not null,
    paid int not null, declined int not null, relabelled int not null, removed int not null,
    primary key (repository_id, area, week))`,
  'create index spell_weeks_by_week on spell_weeks (repository_id, week)',
  `create table counted_repositories (
    repository_id bigint primary key, timezone text not null, area_prefix text not null)`,
  // What is there gets its value without being rewritten.
  'alter table spells add column counted boolean default true',
  'alter table spells alter column counted drop default',
  'create index spells_uncounted on spells (repository_id) where counted is null',
  'create index spells_by_end on spells (repository_id, "end") include (start, outcome)',
  'create index spells_by_start on spells (repository_id, start)',
];
