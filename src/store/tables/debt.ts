/** Tables of issues, their past, and who owns them. */
import type { ColumnType } from 'kysely';
import type { IssueForm } from '../../issue-form.ts';
import type { At, Json } from './columns.ts';

/** Facts: an issue as the newest snapshot showed it. */
export type IssuesTable = {
  repository_id: number;
  number: number;
  title: string;
  html_url: string;
  author: string;
  open: boolean;
  state_reason: string | null;
  labels: Json<string[]>;
  assignees: Json<string[]>;
  /** Null where it was recorded before forms were read, as `votes`. */
  form: ColumnType<IssueForm | null, string | undefined, string>;
  votes: ColumnType<number | null, number | undefined, number>;
  created_at: At;
  updated_at: At;
  gone: 'deleted' | 'transferred' | null;
};

/** Facts: who said something on an issue that was known, in lower case. */
export type VoicesTable = { repository_id: number; number: number; login: string };

/** Facts: what happened to an issue, the raw material of the ledger. */
export type HistoryTable = {
  repository_id: number;
  number: number;
  at: At;
  source_id: number;
  kind: string;
  label: string;
  reason: string | null;
  open: boolean | null;
  labels: Json<string[]> | null;
  /** Who took a label away, where that is known. */
  actor: ColumnType<string | null, string | null | undefined, string | null>;
};

/** The ledger: derived from `history`, rewritten an issue at a time, never edited by hand. */
export type SpellsTable = {
  repository_id: number;
  number: number;
  /** Which spell of the issue it is, from 0: two can begin in one second. */
  ordinal: number;
  start: At;
  end: At | null;
  outcome: 'paid' | 'declined' | 'relabelled' | 'removed' | null;
  /** Who owned the issue when it was paid, for the thanks. */
  paid_by: Json<string[]>;
  /** When the work on it began, and what it was estimated at in working days; null unless it was paid, and both are known. */
  begun_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  estimate: ColumnType<number | null, number | null | undefined, number | null>;
  /** Whether `spell_weeks` knows of it; null where a version wrote it that did not know those. */
  counted: ColumnType<boolean | null, boolean | undefined, boolean>;
};

/** Ownership of a debt issue as the bot sees it; one row for each issue that it ever dealt with. */
export type DebtsTable = {
  repository_id: number;
  number: number;
  /** Whom the bot gave it to; null when a human holds it or it waits in the queue. */
  owner: string | null;
  given_at: At | null;
  /** When GitHub confirmed the assignment by showing the owner among the assignees. */
  confirmed_at: At | null;
  /** Why the last owner was chosen, for the living comment. */
  why: string;
  /** When the owner began to work on it. */
  started_at: At | null;
  /** A human unassigned the owner: hands off until then. */
  hands_off_until: At | null;
  /** People whom GitHub silently dropped as assignees of this issue. */
  unassignable: Json<string[]>;
  /** People from whom the bot has taken the issue, until GitHub confirms that they are unassigned. */
  withdrawing: Json<string[]>;
  commented: boolean;
  /** Who gave it back by a command: it is not given to them again. */
  released_by: ColumnType<string[], string | undefined, string>;
  /** Who was asked whether to keep it, and did not answer: it is not given to them again. */
  lapsed_from: ColumnType<string[], string | undefined, string>;
  /** The owner, or a lead, asked to keep it across the handoff at this instant. */
  kept_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

/** When somebody was last given debt in a scope: breaks ties between equally loaded people. */
export type LastGivenTable = { scope_id: number; login: string; given_at: At };

/** What is known of how long owned debt has been quiet, and what its owners were asked. */
export type NudgesTable = {
  repository_id: number;
  number: number;
  /** When somebody last did something about it, as far as GitHub was asked. */
  active_at: At | null;
  /** When its owners were asked whether they keep it; null where no answer is awaited. */
  asked_at: At | null;
  /** Who was asked last. */
  asked: Json<string[]>;
  /** When they were asked in vain; null where they answered. */
  unanswered_at: At | null;
};
