export { retroOfIteration } from './after-iteration.ts';
export { onRetroIssue, type RetroIssuePayload } from './on-retro-issue.ts';
export { openRetros } from './records.ts';
export { settleActions } from './settle-actions.ts';
export { settleRetro } from './settle-retro.ts';
export { retroRhythm } from './wording-rhythm.ts';
