/** Tables of who serves, and what people arranged. */
import type { ColumnType, Generated } from 'kysely';
import type { At, Json } from './columns.ts';

/** Shifts that began: facts that no edit of the file changes. */
export type ShiftsTable = {
  scope_id: number;
  rotation: string;
  start: At;
  end: At;
  on_duty: Json<string[]>;
  /** Null where it was recorded when each turn lasted one shift. */
  turns: Json<{ seat: number; who: string; left: number; people?: readonly string[] }[]> | null;
  /** For whom the debt was last arranged, where covers may have changed that. */
  serving: Json<string[]> | null;
};

/** What the shifts of a rotation that began before an instant left behind: they need not be read to plan on. */
export type TalliesTable = {
  scope_id: number;
  rotation: string;
  before: At;
  tally: Json<{
    first: number;
    served: { who: string; since: number; turns: number }[];
    taken: number[];
    turns: { seat: number; who: string; left: number }[];
  }>;
};

/** What was announced of shifts that had not begun. */
export type NoticesTable = {
  scope_id: number;
  rotation: string;
  start: At;
  /** Who was told that they come; null where nobody was yet. */
  told: Json<string[]> | null;
  /** How many comments there are on the shift, of both kinds. */
  tellings: Generated<number>;
  /** How many places were said to stay empty. */
  gap: Generated<number>;
  /** Whose places in it were said to be empty for a while; instants as ISO 8601. */
  empty_places: ColumnType<{ login: string; from: string; to: string }[], string | undefined, string>;
};

/** Covers, in the order in which they were made; one that was undone stays on record. */
export type CoversTable = {
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
  /** The request that it came of. */
  request_id: Generated<number | null>;
  /** When its substitute declined to cover by the rule. */
  declined_at: Generated<Date | null>;
};

/** What one of a roster asks of another; what comes of it are covers. */
export type RequestsTable = {
  id: Generated<number>;
  scope_id: number;
  rotation: string;
  asker: string;
  asked: string;
  /** The time of the asker that the other would serve. */
  from: At;
  to: At;
  /** The time of the other that the asker would serve in return, in a swap. */
  return_from: At | null;
  return_to: At | null;
  /** Where it was asked. */
  repository_id: number;
  number: number;
  comment_id: number;
  made_at: At;
  /** `replaced`: asked anew in other words. One that nobody answered stays open, and lapses when its time is over. */
  state: 'open' | 'accepted' | 'declined' | 'undone' | 'replaced';
  answered_at: At | null;
};

/** Absences beside those in the file. */
export type AbsencesTable = {
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
export type RosterJoinsTable = { scope_id: number; rotation: string; login: string; joined_at: At };

/** The slash commands that people gave, each once, and what became of them. */
export type CommandsTable = {
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
