export { governing } from './governing.ts';
export {
  onInstallation,
  onRepositoriesRemoved,
  onRepository,
  onSuspended,
  onUninstalled,
} from './on-installation.ts';
export { onPullRequest } from './on-pull-request.ts';
export { onPush } from './on-push.ts';
export {
  governedRepository,
  mayReport,
  type Repository,
  repositoriesOf,
  repositoryById,
  type Scope,
  scopeById,
} from './records.ts';
export { settleCheck } from './settle-check.ts';
export { settleConfig } from './settle-config.ts';
export { lookAtInstallation, settleInstallation } from './settle-installation.ts';
