export { commit } from './commit.ts';
export { type Inbox, openInbox, type StoredDelivery } from './inbox.ts';
export { createLanes, laneNames, type Lanes, serveLanes, silenceLeftovers } from './lanes.ts';
export { outboxLane } from './outbox.ts';
export { type Answer, type Effect, nothing, type Plan, type Stored, type Thing } from './plan.ts';
export { postedIssues } from './posts.ts';
export { anyDue, claim, isClaimed, setTimer, tick, timerDue, timerName, waitingInstallations } from './timers.ts';
export { type Receive, type Settle, workLane } from './work.ts';
