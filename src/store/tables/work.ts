/** Tables of the work that waits, and what was done of it. */
import type { ColumnType, Generated } from 'kysely';
import type { At, Json } from './columns.ts';

/** The inbox: every delivery as GitHub sent it, kept after it is done so that its GUID is known again. */
export type DeliveriesTable = {
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

/** When a scope's timer is due next. */
export type TimersTable = { scope_id: number; timer: string; installation_id: number; next_at: At };

/** Periods that were claimed; the primary key is what makes each happen once. */
export type PeriodsTable = { scope_id: number; timer: string; period: string; claimed_at: At };

/** Up to which attempt the App's failed deliveries were looked at; a single row. */
export type SweepsTable = { one: number; last_id: number };

/** What the bot posted, by marker: issue comments, and issues of its own (`comment_id` 0). */
export type PostsTable = {
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
export type SettlesTable = {
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
export type EffectsTable = {
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
export type WritesTable = { installation_id: number; at: At; kind: 'creation' | 'change' };
