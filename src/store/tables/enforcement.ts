/** Tables of what keeps the promise made to people on duty. */
import type { At, Json } from './columns.ts';

/** Other work than debt that was assigned to somebody on duty. */
export type InterruptionsTable = {
  repository_id: number;
  number: number;
  at: At;
  /** In lower case. */
  assignee: string;
  scope_id: number;
  rotation: string;
  /** Whoever assigned it, until that is answered; null for a bot, and where there is nothing to say. */
  assigner: string | null;
  /** `open`: to be answered; `counted`: nothing is to be said. */
  answer: 'open' | 'counted' | 'advised' | 'handed back';
  answered_at: At | null;
  /** It turned out to be work that is exempt. */
  withdrawn: boolean;
};

/** What those who left at a handoff said of the time that they were promised: totals alone. */
export type HandoffAnswersTable = {
  scope_id: number;
  rotation: string;
  /** Of the shift that began then. */
  start: At;
  /** Where the comment is that asks. */
  repository_id: number;
  /** Who left. */
  asked: Json<string[]>;
  yes: number;
  no: number;
  /** When their reactions were last looked at. */
  read_at: At | null;
};
