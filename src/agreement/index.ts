export {
  type AppealedIssue,
  appealsSince,
  type DecisionCounts,
  decisionsIn,
} from './counts.ts';
export { appellants, decidersOf, decidersOfAny } from './deciders.ts';
export { followDebt } from './follow-debt.ts';
export { type Answer, ask } from './on-request.ts';
export { PRIORITIES, type Priority, readPriority } from './priority.ts';
export { moveDecisions, stepsOn } from './records.ts';
export { settleDecisions } from './settle-decisions.ts';
export {
  type Decision,
  parkedBy,
  priorityIn,
  type State,
  standingDecisions,
  stateOf,
  undecided,
} from './state.ts';
export { revived, type Step, type What } from './steps.ts';
export type { Objection, Wish } from './wishes.ts';
export { afterwards, decisionWords, deed, inARow } from './wording.ts';
export { appealComment } from './wording-appeal.ts';
export { countsWords, manyAppealsWords } from './wording-counts.ts';
