import type { RawRepository } from '../github/index.ts';
import { repositoryFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { CONFIG_PATH } from './load.ts';
import { meetRepository } from './meet.ts';

export type PushPayload = {
  ref: string;
  after: string;
  deleted?: boolean;
  forced?: boolean;
  repository: RawRepository;
  commits?: readonly {
    added?: readonly string[] | null;
    modified?: readonly string[] | null;
    removed?: readonly string[] | null;
  }[];
};

/** From here on GitHub may leave commits out of the payload ("Webhook events and payloads", push). */
const COMPLETE_BELOW = 20;

/** A push to the default branch that may have changed the config file: read it anew, and check it. */
export async function onPush(house: House, installationId: number, payload: PushPayload): Promise<Plan> {
  const facts = repositoryFacts(payload.repository);
  if (payload.deleted || payload.ref !== `refs/heads/${facts.defaultBranch}`) return nothing;
  if (!mayTouchConfig(payload)) return nothing;
  if (!(await meetRepository(house, installationId, payload.repository))) return nothing;
  return {
    settle: [
      { kind: 'config', repositoryId: facts.id },
      { kind: 'check', repositoryId: facts.id, sha: payload.after, pull: 0 },
    ],
  };
}

function mayTouchConfig(payload: PushPayload): boolean {
  const commits = payload.commits ?? [];
  if (payload.forced || commits.length === 0 || commits.length >= COMPLETE_BELOW) return true;
  return commits.some((commit) =>
    [commit.added, commit.modified, commit.removed].some((paths) => paths?.includes(CONFIG_PATH)),
  );
}
