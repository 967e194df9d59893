/** Which event goes to which room. Everything else that GitHub sends is let by. */
import type { ApplicationFunction } from 'probot';
import {
  type AndonPayload,
  type MergeGroupPayload,
  onAlarmEvent,
  onMergeGroup,
  onPullChanged,
  onPullClosed,
  type PullChangedPayload,
  type PullClosedPayload,
} from './andon/index.ts';
import { type CommandsPayload, onCommands } from './commands/index.ts';
import { type CommentPayload, type IssuesPayload, onComment, onIssueEvent } from './debt/index.ts';
import {
  type ClosedPayload,
  type MergedPayload,
  onIssueClosed,
  onPullRequestClosed,
} from './heartbeat/index.ts';
import { type House, houseFor } from './house.ts';
import { commit, type Plan } from './queue/index.ts';
import { onRetroIssue, type RetroIssuePayload } from './retro/index.ts';
import {
  type LabelPayload,
  onInstallation,
  onLabel,
  onPullRequest,
  onPush,
  onRepositoriesRemoved,
  onRepository,
  onSuspended,
  onUninstalled,
} from './scope/index.ts';
import { type AssignedPayload, type LabeledPayload, onAssigned, onLabeled } from './shield/index.ts';
import { onTeamEvent } from './team/index.ts';

type Handler<P> = (house: House, installationId: number, payload: P) => Promise<Plan>;

/** The Probot app; the house is given when an event comes, for Probot is itself a part of the house. */
export function paydown(house: () => House): ApplicationFunction {
  const to =
    <P>(handler: Handler<P>) =>
    async (context: { id: string; name: string; payload: unknown }) => {
      const payload = context.payload as P & { installation?: { id: number } };
      const installationId = payload.installation?.id;
      if (installationId === undefined) return;
      const inHand = houseFor(house(), context.id, { event: context.name, installation: installationId });
      await commit(inHand, installationId, await handler(inHand, installationId, payload));
    };

  return (app) => {
    app.on('issues', to<IssuesPayload>(onIssueEvent));
    app.on('issues.assigned', to<AssignedPayload>(onAssigned));
    app.on('issues.labeled', to<LabeledPayload>(onLabeled));
    app.on('issues', to<AndonPayload>(onAlarmEvent));
    app.on('issues.closed', to<ClosedPayload>(onIssueClosed));
    app.on('issues.reopened', to<ClosedPayload>(onIssueClosed));
    app.on('issues.deleted', to<ClosedPayload>(onIssueClosed));
    app.on('issues.transferred', to<ClosedPayload>(onIssueClosed));
    app.on('issues', to<RetroIssuePayload>(onRetroIssue));
    app.on('issue_comment.created', to<CommentPayload>(onComment));
    app.on('issue_comment.created', to<CommandsPayload>(onCommands));

    app.on('label.edited', to<LabelPayload>(onLabel));
    app.on('push', to(onPush));
    app.on('pull_request.opened', to(onPullRequest));
    app.on('pull_request.reopened', to(onPullRequest));
    app.on('pull_request.synchronize', to(onPullRequest));
    app.on('pull_request.closed', to<MergedPayload>(onPullRequestClosed));
    app.on('pull_request.opened', to<PullChangedPayload>(onPullChanged));
    app.on('pull_request.reopened', to<PullChangedPayload>(onPullChanged));
    app.on('pull_request.synchronize', to<PullChangedPayload>(onPullChanged));
    app.on('pull_request.edited', to<PullChangedPayload>(onPullChanged));
    app.on('pull_request.labeled', to<PullChangedPayload>(onPullChanged));
    app.on('pull_request.unlabeled', to<PullChangedPayload>(onPullChanged));
    app.on('pull_request.closed', to<PullClosedPayload>(onPullClosed));

    // Where whoever owns the App subscribes to them.
    app.on('merge_group.checks_requested', to<MergeGroupPayload>(onMergeGroup));
    app.on('membership', to(onTeamEvent));
    app.on('team', to(onTeamEvent));

    app.on('installation.created', to(onInstallation));
    app.on('installation.suspend', to(onSuspended));
    app.on('installation.deleted', to(onUninstalled));
    app.on('installation.unsuspend', to(onInstallation));
    app.on('installation.new_permissions_accepted', to(onInstallation));
    app.on('installation_repositories.added', to(onInstallation));
    app.on('installation_repositories.removed', to(onRepositoriesRemoved));
    app.on('repository', to(onRepository));
  };
}
