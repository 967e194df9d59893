export { type Backlog, backlog } from './backlog.ts';
export { silenceLeftovers } from './bells.ts';
export { callBackIssues, callBackReports, isSaid, isUnderWay, isWanted } from './call-back.ts';
export { startClockwork } from './clockwork.ts';
export { commit } from './commit.ts';
export { type DeadLetters, openDeadLetters, type Retried } from './dead-letters.ts';
export { anyDue, anythingWaits } from './due.ts';
export { arrivalOf, type Inbox, openInbox } from './inbox.ts';
export { installationFacts, recordInstallation, setState } from './installations.ts';
export { createLanes } from './lanes.ts';
export type { DeadLetter, OpenedLetter, Shown } from './letters.ts';
export { outboxLane } from './outbox.ts';
export { type Effect, nothing, type Plan, type Stored, type Thing, unknownHere } from './plan.ts';
export {
  findPost,
  findPostedComment,
  findPostedIssue,
  movePosts,
  postedIssues,
} from './posts.ts';
export { settleTelling } from './retelling.ts';
export { describe } from './retry.ts';
export { reviveEffects } from './revive.ts';
export { claim, isClaimed, setTimer, tick, timerDue, timerName } from './timers.ts';
export { type Receive, workLane } from './work.ts';
