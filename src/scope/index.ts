export { governing } from './governing.ts';
export { labelsIn, labelsThroughout } from './label-names.ts';
export { CONFIG_PATH, judgeConfig, lastGoodConfig } from './load.ts';
export {
  onInstallation,
  onRepositoriesRemoved,
  onRepository,
  onSuspended,
  onUninstalled,
} from './on-installation.ts';
export { type LabelPayload, onLabel } from './on-label.ts';
export { onPullRequest } from './on-pull-request.ts';
export { onPush } from './on-push.ts';
export { governedBy, scopeWith } from './proposed.ts';
export {
  governedRepository,
  mayReport,
  type Repository,
  repositoriesOf,
  repositoryById,
  repositoryByName,
  type Scope,
  scopeById,
} from './records.ts';
export { settleConfig } from './settle-config.ts';
export { lookAtInstallation, settleInstallation } from './settle-installation.ts';
export { withSquads } from './squads.ts';
