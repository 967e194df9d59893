/** Tables of who installed the App, what is seen there, and what governs it. */
import type { ColumnType, Generated } from 'kysely';
import type { At, Json } from './columns.ts';

/** The App on one account. Suspended, all its work rests; uninstalled, it is forgotten. */
export type InstallationsTable = {
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
export type RepositoriesTable = {
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
  /** How far the counting of the past is, in issues; null while it does not run, or is done with the first hundred. */
  backfill_read: ColumnType<number | null, number | null | undefined, number | null>;
  backfill_total: ColumnType<number | null, number | null | undefined, number | null>;
  /** The span for which everything that was closed is known, but for what changed after it; null before the first look. */
  closings_from: ColumnType<Date | null, Date | null | undefined, Date | null>;
  closings_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

/** Labels that were renamed; names in lower case. */
export type LabelNamesTable = { repository_id: number; earlier: string; later: string; at: At };

/** One config file and what it governs. The id is the id of the repository that holds the file. */
export type ScopesTable = {
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

export type Visibility = 'public' | 'internal' | 'private';
