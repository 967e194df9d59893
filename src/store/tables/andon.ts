/** Tables of the andon cord. */
import type { Generated } from 'kysely';
import type { At, Json } from './columns.ts';

/** Each pull of the cord, and what became of it. */
export type AlarmsTable = {
  repository_id: number;
  /** Stays the same wherever the alarm issue goes. */
  key: string;
  /** The alarm issue; null until one is opened. */
  number: number | null;
  /** Where the cord was pulled, if an issue opened for the alarm; null where the issue there became it. */
  pull: number | null;
  title: string;
  html_url: string;
  puller: string;
  reason: string | null;
  pulled_at: At;
  state: 'pulled' | 'acknowledged' | 'resolved' | 'withdrawn' | 'removed';
  acknowledged_at: At | null;
  acknowledged_by: string | null;
  ended_at: At | null;
  ended_by: string | null;
  /** How it was resolved, in the words of whoever did. */
  resolution: string | null;
  /** Who closed the alarm issue last, or took its label off, without being one of those who may. */
  contested_by: string | null;
  /** Who was mentioned, and why. */
  told: Json<{ login: string; as: 'on duty' | 'on duty since' | 'engineering' }[]>;
  escalated_at: At | null;
  /** Whether GitHub does not show yet what is on record. */
  behind: Generated<boolean>;
};

/** What the check on pull requests says in a repository; no row where it says nothing. */
export type LinesTable = { repository_id: number; said: string };
