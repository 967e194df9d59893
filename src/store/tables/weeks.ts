/** Tables of the ledger by weeks: its sums, and what was reported of them. */
import type { Generated } from 'kysely';
import type { At, Json } from './columns.ts';

/** How many spells began and ended in a week; kept equal to `spells` in the transaction that rewrites those. */
export type SpellWeeksTable = {
  repository_id: number;
  /** Empty: of all areas together. An issue may be in several areas, or in none. */
  area: string;
  /** When the week begins, in the time zone by which the repository is counted. */
  week: At;
  inflow: number;
  paid: number;
  declined: number;
  relabelled: number;
  removed: number;
};

/** By which weeks and areas the spells of a repository are counted; without a row they are not. */
export type CountedRepositoriesTable = { repository_id: number; timezone: string; area_prefix: string };

/** The spells of an issue before and after a change that reaches into a reported week, until that was told. */
export type CorrectionsTable = {
  id: Generated<number>;
  repository_id: number;
  number: number;
  before: Json<StoredSpell[]>;
  after: Json<StoredSpell[]>;
};

type StoredSpell = {
  readonly start: string;
  readonly end: string | null;
  readonly outcome: 'paid' | 'declined' | 'relabelled' | 'removed' | null;
};

/** What a heartbeat told of a week, and each time that another one revised it. */
export type ReportedWeeksTable = {
  scope_id: number;
  week: string;
  revision: number;
  end: At;
  timezone: string;
  reported_at: At;
  /** Of the repositories in which anything was. */
  numbers: Json<ReportedNumbers[]>;
};

type ReportedNumbers = {
  readonly repositoryId: number;
  readonly open: number;
  readonly inflow: number;
  readonly paid: number;
  readonly declined: number;
  readonly relabelled: number;
  readonly removed: number;
};
