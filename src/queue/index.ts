export { startClockwork } from './clockwork.ts';
export { commit } from './commit.ts';
export { type Inbox, openInbox } from './inbox.ts';
export { createLanes, laneNames, serveLanes, silenceLeftovers } from './lanes.ts';
export { outboxLane } from './outbox.ts';
export { type Effect, nothing, type Plan, type Stored, type Thing } from './plan.ts';
export { postedIssues } from './posts.ts';
export { describe } from './retry.ts';
export { reviveEffects } from './revive.ts';
export { setSuspended } from './suspension.ts';
export {
  anyDue,
  claim,
  isClaimed,
  setTimer,
  tick,
  timerDue,
  timerName,
  waitingInstallations,
} from './timers.ts';
export { type Receive, workLane } from './work.ts';
