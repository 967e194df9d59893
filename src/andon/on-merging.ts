/** Pull requests and merge groups that come up, or change in what may excuse them while an alarm is open. */
import { pullOfGroup, type RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, type Thing } from '../queue/index.ts';
import { governedRepository } from '../scope/index.ts';
import { saysStopped, stopsTheLine } from './line.ts';
import { lineSaid } from './records.ts';

/** The parts of GitHub's `pull_request` event that are read ("Webhook events and payloads", pull_request). */
export type PullChangedPayload = { pull_request: { number: number }; repository: RawRepository };

/** The parts of GitHub's `merge_group` event that are read ("Webhook events and payloads", merge_group). */
export type MergeGroupPayload = {
  merge_group: { head_sha: string; head_ref: string; base_ref: string };
  repository: RawRepository;
};

export async function onPullChanged(
  house: House,
  _installationId: number,
  { pull_request: { number }, repository }: PullChangedPayload,
): Promise<Plan> {
  return line(house, { repositoryId: repository.id, pull: number, sha: '' });
}

/** The parts of GitHub's `pull_request` event that are read when one is closed. */
export type PullClosedPayload = { pull_request: { head: { sha: string } }; repository: RawRepository };

/** What had the same head was judged together with it, and is judged without it now. */
export async function onPullClosed(
  house: House,
  installationId: number,
  { pull_request: { head }, repository: { id: repositoryId } }: PullClosedPayload,
): Promise<Plan> {
  const governed = await governedRepository(house.db, repositoryId);
  if (!governed || !saysStopped(await lineSaid(house.db, repositoryId))) return nothing;
  const github = await house.github.installation(installationId);
  const { repository } = governed;
  const open = await github.openPulls(repository, repository.defaultBranch);
  const twins = open.filter(({ sha }) => sha === head.sha);
  return {
    settle: twins.map(({ number }): Thing => ({ kind: 'line', repositoryId, pull: number, sha: '' })),
  };
}

/** GitHub wants checks on a merge group: without this one, where it is required, the queue stands still. */
export async function onMergeGroup(
  house: House,
  _installationId: number,
  { merge_group: group, repository }: MergeGroupPayload,
): Promise<Plan> {
  if (group.base_ref !== `refs/heads/${repository.default_branch ?? 'main'}`) return nothing;
  const pull = pullOfGroup(group.head_ref) ?? 0;
  return line(house, { repositoryId: repository.id, pull, sha: group.head_sha });
}

/** Nothing is asked of GitHub where no config stops the line. */
async function line(house: House, at: Omit<Extract<Thing, { kind: 'line' }>, 'kind'>): Promise<Plan> {
  const governed = await governedRepository(house.db, at.repositoryId);
  return governed && stopsTheLine(governed.scope) ? { settle: [{ ...at, kind: 'line' }] } : nothing;
}
