export type { CheckReport } from './checks.ts';
export {
  type ClosedIssue,
  closedIssue,
  type MergedPull,
  mergedPull,
  type RawClosedIssue,
  type RawPull,
} from './closed.ts';
export { GitHubError, isRefused, isUnanswered, mayPass } from './errors.ts';
export {
  type InstallationFacts,
  type IssueFacts,
  issueFacts,
  type Place,
  type RawIssue,
  type RawRepository,
  type RepositoryFacts,
  repositoryFacts,
} from './facts.ts';
export { type GitHub, openGitHub } from './github.ts';
export type { Attempt } from './hook-deliveries.ts';
export type { Installation } from './installation.ts';
export { EVENTS_A_PAGE, type EventPage, issueEventPages } from './issue-event-pages.ts';
export { type CreatedApp, createApp } from './manifest.ts';
export { createProbot } from './octokit.ts';
export { type Permission, permissions } from './people.ts';
export { type OpenPull, pullOfGroup, type QueuedGroup } from './pulls.ts';
export type { Reaction } from './reactions.ts';
export {
  type TeamPlace,
  type TeamRefusal,
  type TeamRole,
  teamRefusalOf,
} from './teams.ts';
