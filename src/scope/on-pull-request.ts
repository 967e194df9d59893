import { type RawRepository, repositoryFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Plan } from '../queue/index.ts';
import { recordRepository } from './records.ts';

export type PullRequestPayload = {
  pull_request: { number: number; head: { sha: string } };
  repository: RawRepository;
};

/** A pull request may bring a new config file: whoever reviews it should see whether it is good. */
export async function onPullRequest(
  _house: House,
  installationId: number,
  payload: PullRequestPayload,
): Promise<Plan> {
  const facts = repositoryFacts(payload.repository);
  const { number, head } = payload.pull_request;
  return {
    write: (db) => recordRepository(db, installationId, facts),
    settle: [{ kind: 'check', repositoryId: facts.id, sha: head.sha, pull: number }],
  };
}
