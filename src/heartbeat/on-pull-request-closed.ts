import { hasLabel } from '../debt/index.ts';
import {
  type Installation,
  isRefused,
  type MergedPull,
  mergedPull,
  type RawPull,
  type RawRepository,
} from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { governing, type Repository } from '../scope/index.ts';
import { type Merge, recordMerge } from './closings.ts';

/** The parts of GitHub's `pull_request` event that are read ("Webhook events and payloads", pull_request). */
export type MergedPayload = { pull_request: RawPull; repository: RawRepository };

/** A merged pull request with a debt label may be debt that was paid in passing. */
export async function onPullRequestClosed(
  house: House,
  installationId: number,
  payload: MergedPayload,
): Promise<Plan> {
  const pull = mergedPull(payload.pull_request);
  if (!pull || pull.labels.length === 0) return nothing;
  const governed = await governing(house, installationId, payload.repository);
  if (!governed || !hasLabel(pull, governed.scope.config.debt.labels)) return nothing;
  const github = await house.github.installation(installationId);
  const merge = await mergeOf(github, governed.repository, pull);
  return { write: (db) => recordMerge(db, merge) };
}

/** Which of the issues that it closes are debt is for the ledger to say, whenever that is asked. */
export async function mergeOf(
  github: Installation,
  repository: Repository,
  { labels: _, ...pull }: MergedPull,
): Promise<Merge> {
  return { repositoryId: repository.id, ...pull, closes: await closedBy(github, repository, pull.number) };
}

async function closedBy(github: Installation, repository: Repository, number: number) {
  try {
    return await github.closedByPull(repository, number);
  } catch (error) {
    if (isRefused(error)) return [];
    throw error;
  }
}
