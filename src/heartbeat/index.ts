export { isCreeping } from './creeping.ts';
export { type Overruns, wentOverEstimate } from './estimates.ts';
export { type NewestWeek, newestWeek } from './newest-week.ts';
export { type ClosedPayload, onIssueClosed } from './on-issue-closed.ts';
export { type MergedPayload, onPullRequestClosed } from './on-pull-request-closed.ts';
export { settleClosings } from './settle-closings.ts';
export { settleHeartbeat } from './settle-heartbeat.ts';
export { trendSentence } from './wording-trend.ts';
