import type { RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { meetRepository } from './meet.ts';

export type PullRequestPayload = {
  pull_request: { number: number; head: { sha: string } };
  repository: RawRepository;
};

/** A pull request may bring a new config file: whoever reviews it should see whether it is good. */
export async function onPullRequest(
  house: House,
  installationId: number,
  payload: PullRequestPayload,
): Promise<Plan> {
  if (!(await meetRepository(house, installationId, payload.repository))) return nothing;
  const { number, head } = payload.pull_request;
  return {
    settle: [{ kind: 'check', repositoryId: payload.repository.id, sha: head.sha, pull: number }],
  };
}
