/** Tables of the iterations that are given to infrastructure. */
import type { At, Json } from './columns.ts';

/** One iteration that was proposed, or may be. */
export type IterationsTable = {
  scope_id: number;
  /** The local day on which it begins, as `YYYY-MM-DD`. */
  day: string;
  /** `foreseen`: it would be proposed, were anything done. */
  state: 'foreseen' | 'proposed' | 'running' | 'ended' | 'called off';
  starts_at: At;
  ends_at: At;
  /** Where it was proposed. */
  home_id: number;
  /** Over whom its debt is spread, in order. */
  people: Json<string[]>;
  /** The most open debt issues that each of them is given. */
  cap: number;
  /** The issues of the proposal, and as what it named each: `owner/name#number`. */
  proposed: Json<{ repositoryId: number; number: number; as?: string }[]>;
  /** Whether debt was creeping at its end. */
  creeping: boolean;
};

/** The issues that an iteration began with. */
export type IterationIssuesTable = {
  scope_id: number;
  day: string;
  repository_id: number;
  number: number;
  /** It had another milestone, and was left in it. */
  listed: boolean;
  /** What became of it by the end; null before. */
  outcome: 'paid' | 'declined' | 'otherwise' | 'slipped' | null;
};
