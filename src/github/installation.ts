import type { Clock } from '../time.ts';
import { asker, type BotLogin } from './ask.ts';
import { assigneeRequests } from './assignees.ts';
import { checkRequests } from './checks.ts';
import { closedRequests } from './closed.ts';
import { commentRequests } from './comments.ts';
import { issueRequests } from './issues.ts';
import { labelRequests } from './labels.ts';
import { milestoneRequests } from './milestones.ts';
import type { Octokit } from './octokit.ts';
import { peopleRequests } from './people.ts';
import { pullRequests } from './pulls.ts';
import { reactionRequests } from './reactions.ts';
import { repositoryRequests } from './repositories.ts';
import { teamRequests } from './teams.ts';

/** What one installation may read and change; every failure comes out as a `GitHubError`. */
export type Installation = ReturnType<typeof openInstallation>;

export function openInstallation(octokit: Octokit, botLogin: BotLogin, clock: Clock) {
  const ask = asker(octokit, clock);
  return {
    ...repositoryRequests(ask),
    ...issueRequests(ask, botLogin),
    ...closedRequests(ask),
    ...labelRequests(ask),
    ...milestoneRequests(ask),
    ...commentRequests(ask, botLogin),
    ...assigneeRequests(ask),
    ...checkRequests(ask),
    ...peopleRequests(ask),
    ...pullRequests(ask),
    ...reactionRequests(ask),
    ...teamRequests(ask),
  };
}
