import type { Octokit } from '@octokit/rest';
import type { Repository } from './types.ts';
import { placeOf, type World } from './world.ts';

/** A file as it should be on a branch; the default branch where none is named. */
export type FileChange = { readonly path: string; readonly content: string; readonly branch?: string };

/** Commits a file over the API, as whoever `octokit` is; makes the branch if need be. @returns the SHA */
export async function commitFile(
  world: World,
  octokit: Octokit,
  repository: string,
  { path, content, branch: named }: FileChange,
): Promise<string> {
  const { owner, repo } = placeOf(world, repository);
  const { default_branch } = await world.emulator.read<Repository>(`/repos/${owner}/${repo}`);
  const branch = named ?? default_branch;
  if (branch !== default_branch) await makeBranch(world, `/repos/${owner}/${repo}`, branch, default_branch);
  const there = await world.emulator.find<{ sha: string }>(
    `/repos/${owner}/${repo}/contents/${path}?ref=${encodeURIComponent(branch)}`,
  );
  const { data } = await octokit.rest.repos.createOrUpdateFileContents({
    ...{ owner, repo, path, branch },
    message: `${there ? 'Update' : 'Create'} ${path}`,
    content: Buffer.from(content).toString('base64'),
    ...(there ? { sha: there.sha } : {}),
  });
  return data.commit.sha ?? '';
}

async function makeBranch(world: World, repository: string, branch: string, from: string): Promise<void> {
  if (await world.emulator.exists(`${repository}/branches/${encodeURIComponent(branch)}`)) return;
  const tip = await world.emulator.read<{ commit: { sha: string } }>(`${repository}/branches/${from}`);
  await world.emulator.change('POST', `${repository}/git/refs`, {
    ref: `refs/heads/${branch}`,
    sha: tip.commit.sha,
  });
}
