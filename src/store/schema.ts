/**
 * The tables, as Kysely sees them. Rooms query them from their own `records.ts`; only this folder creates
 * or changes them. Numbers of GitHub (ids) are int8 columns, parsed to JavaScript numbers on both drivers.
 */
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
type At = ColumnType<Date, Date, Date>;

export type Database = {
  deliveries: DeliveriesTable;
  installations: InstallationsTable;
  repositories: RepositoriesTable;
  scopes: ScopesTable;
  issues: IssuesTable;
  history: HistoryTable;
  spells: SpellsTable;
  debts: DebtsTable;
  last_given: LastGivenTable;
  shifts: ShiftsTable;
  covers: CoversTable;
  absences: AbsencesTable;
  roster_joins: RosterJoinsTable;
  timers: TimersTable;
  periods: PeriodsTable;
  sweeps: SweepsTable;
  posts: PostsTable;
  settles: SettlesTable;
  effects: EffectsTable;
  writes: WritesTable;
  commands: CommandsTable;
};

/** The inbox: every delivery as GitHub sent it, kept after it is done so that its GUID is known again. */
type DeliveriesTable = {
  seq: Generated<number>;
  guid: string;
  installation_id: number;
  event: string;
  body: string;
  received_at: At;
  state: 'waiting' | 'done' | 'dead';
  attempts: Generated<number>;
  run_at: At;
  error: string | null;
};

/** The App on one account. Suspended, all its work rests; uninstalled, it is forgotten. */
type InstallationsTable = {
  id: number;
  state: 'active' | 'suspended';
  /** What GitHub said when it was last asked; null where it never was. */
  account: string | null;
  permissions: Json<Record<string, string>> | null;
  events: Json<string[]> | null;
  settings_url: string | null;
  /** GitHub asked to slow down: nothing is written before then. */
  paused_until: ColumnType<Date | null, Date | undefined, Date>;
  /** The same, met in settling: nothing is settled before then. */
  settling_paused_until: ColumnType<Date | null, Date | undefined, Date>;
};

/** What is known of a repository, from the newest payload or listing that showed it. */
type RepositoriesTable = {
  id: number;
  installation_id: number;
  owner: string;
  name: string;
  visibility: Visibility;
  default_branch: string;
  archived: boolean;
  /** Not among those that the App may see any more; if it is public, it could still be read. */
  taken: Generated<boolean>;
  /** The scope that governs it; null when no config file does. */
  scope_id: number | null;
  config_checked_at: At | null;
  backfilled_at: At | null;
};

export type Visibility = 'public' | 'internal' | 'private';

/** One config file and what it governs. The id is the id of the repository that holds the file. */
type ScopesTable = {
  id: number;
  installation_id: number;
  place: 'repository' | 'organisation';
  /** The text of the last good version; null when there never was one or the file is gone. */
  config: string | null;
  /** Problems of the newest version, when that is not the one in force. */
  broken: string | null;
  home_id: number | null;
  since: At;
};

/** Facts: an issue as the newest snapshot showed it. */
type IssuesTable = {
  repository_id: number;
  number: number;
  title: string;
  html_url: string;
  author: string;
  open: boolean;
  state_reason: string | null;
  labels: Json<string[]>;
  assignees: Json<string[]>;
  created_at: At;
  updated_at: At;
  gone: 'deleted' | 'transferred' | null;
};

/** Facts: what happened to an issue, the raw material of the ledger. */
type HistoryTable = {
  repository_id: number;
  number: number;
  at: At;
  source_id: number;
  kind: string;
  label: string;
  reason: string | null;
  open: boolean | null;
  labels: Json<string[]> | null;
};

/** The ledger: derived from `history`, rewritten an issue at a time, never edited by hand. */
type SpellsTable = {
  repository_id: number;
  number: number;
  /** Which spell of the issue it is, from 0: two can begin in one second. */
  ordinal: number;
  start: At;
  end: At | null;
  outcome: 'paid' | 'declined' | 'relabelled' | 'removed' | null;
  /** Who owned the issue when it was paid, for the thanks. */
  paid_by: Json<string[]>;
};

/** Ownership of a debt issue as the bot sees it; one row for each issue that it ever dealt with. */
type DebtsTable = {
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
  /** The owner asked to keep it across the handoff at this instant. */
  kept_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

/** When somebody was last given debt in a scope: breaks ties between equally loaded people. */
type LastGivenTable = { scope_id: number; login: string; given_at: At };

/** Shifts that began: facts that no edit of the file changes. */
type ShiftsTable = {
  scope_id: number;
  rotation: string;
  start: At;
  end: At;
  on_duty: Json<string[]>;
  /** Null where it was recorded when each turn lasted one shift. */
  turns: Json<{ seat: number; who: string; left: number }[]> | null;
  /** For whom the debt was last arranged, where covers may have changed that. */
  serving: Json<string[]> | null;
};

/** Covers, in the order in which they were made; one that was undone stays on record. */
type CoversTable = {
  id: Generated<number>;
  scope_id: number;
  rotation: string;
  owner: string;
  substitute: string;
  from: At;
  to: At;
  /** In lower case; nobody where the rule made it. */
  made_by: string | null;
  made_at: At;
  undone_at: At | null;
};

/** Absences beside those in the file. */
type AbsencesTable = {
  id: Generated<number>;
  scope_id: number;
  /** In lower case, as `made_by`. */
  login: string;
  from: At;
  to: At;
  made_by: string;
  made_at: At;
  undone_at: At | null;
};

/** The day somebody first stood on a roster, for those whom the file gives no `from`. */
type RosterJoinsTable = { scope_id: number; rotation: string; login: string; joined_at: At };

/** When a scope's timer is due next. */
type TimersTable = { scope_id: number; timer: string; installation_id: number; next_at: At };

/** Periods that were claimed; the primary key is what makes each happen once. */
type PeriodsTable = { scope_id: number; timer: string; period: string; claimed_at: At };

/** Up to which attempt the App's failed deliveries were looked at; a single row. */
type SweepsTable = { one: number; last_id: number };

/** What the bot posted, by marker: issue comments, and issues of its own (`comment_id` 0). */
type PostsTable = {
  repository_id: number;
  marker: string;
  number: number;
  comment_id: number;
  body_hash: string;
  /** The body with its veils (`veil.ts`), where it has any. */
  telling: string | null;
  /** An issue whose place another one took. */
  retired: Generated<boolean>;
};

/** Things that await settling, each once. */
type SettlesTable = {
  installation_id: number;
  key: string;
  thing: Json<unknown>;
  /** What is settled first; lower goes first. */
  rank: number;
  seq: Generated<number>;
  run_at: At;
  attempts: Generated<number>;
  error: string | null;
  /** Since when it is tried only now and then, for an operator to see; null while it is in its retries. */
  given_up_at: At | null;
  /** The delivery that led to it last; null where time alone did. */
  guid: string | null;
};

/** The outbox: changes to make on GitHub. A newer effect with the same key replaces a pending one. */
type EffectsTable = {
  id: Generated<number>;
  installation_id: number;
  key: string;
  target: string;
  version: Generated<number>;
  effect: Json<unknown>;
  state: 'pending' | 'dead';
  attempts: Generated<number>;
  run_at: At;
  created_at: At;
  error: string | null;
  /** The delivery that led to it last; null where time alone did. */
  guid: string | null;
  /** When the attempt that may be under way began; null where none is. */
  begun_at: ColumnType<Date | null, never, Date | null>;
};

/** The writes of the last hour, for GitHub's budgets. */
type WritesTable = { installation_id: number; at: At; kind: 'creation' | 'change' };

/** The slash commands that people gave, each once, and what became of them. */
type CommandsTable = {
  repository_id: number;
  comment_id: number;
  /** Which command of the comment it is, from 0. */
  ordinal: number;
  /** The issue or pull request that was commented on. */
  number: number;
  login: string;
  line: string;
  /** GitHub's page of the comment. */
  url: string;
  at: At;
  /** `forbidden`: refused for want of permission; `dropped`: nobody was to hear of it. */
  state: 'asked' | 'done' | 'refused' | 'forbidden' | 'dropped';
  /** What was said to whoever asked, where there was something to say. */
  answer: string | null;
  /** What was changed, as the dashboard tells it. */
  change: string | null;
};
