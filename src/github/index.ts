export { type GitHub, openGitHub } from './github.ts';
export { GitHubError, isRefused } from './errors.ts';
export { type CheckReport, type Installation, InstallationClient } from './installation.ts';
export {
  type IssueFacts,
  issueFacts,
  type Place,
  type RawIssue,
  type RawRepository,
  type RepositoryFacts,
  repositoryFacts,
} from './facts.ts';
export { createProbot, type Credentials } from './octokit.ts';
