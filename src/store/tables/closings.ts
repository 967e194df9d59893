/** Tables of what was closed, what waits, and what was asked of whoever decides. */
import type { At, Json } from './columns.ts';

/** Facts: whether an issue, debt or not, is closed as completed, as the newest snapshot showed it. Kept for a year. */
export type ClosingsTable = {
  repository_id: number;
  number: number;
  /** Null where it was reopened, closed otherwise, or is gone. */
  closed_at: At | null;
  /** Whether it carried a debt label then. */
  debt: boolean;
  /** The instant of the snapshot. */
  seen_at: At;
};

/** Facts: merged pull requests that carry a debt label. Kept for a year. */
export type MergesTable = {
  repository_id: number;
  number: number;
  merged_at: At;
  /** Who is thanked; null where it was a bot. */
  author: string | null;
  html_url: string;
  /** The issues that it closes. */
  closes: Json<{ repositoryId: number; number: number }[]>;
};

/** Debt that waits for room, and since when at the latest: it is looked at once a night. */
export type WaitsTable = { repository_id: number; number: number; since: At };

/** The decision that the newest heartbeat of a scope asked for; none where it asked for nothing. */
export type AskedDecisionsTable = {
  scope_id: number;
  topic: string;
  /** The ISO week whose heartbeat asked for it first, without a break since. */
  since: string;
};
