import { isoSeconds } from '../time.ts';
import { freshPull } from './pulls.ts';
import { tokenOf } from './seed.ts';
import { fieldsOf, Refusal } from './types.ts';
import { announce } from './webhooks.ts';
import type { World } from './world.ts';

/**
 * Puts a pull request into the merge queue of its base: a commit on a branch of its own, for whose checks GitHub asks.
 * Nothing is merged. The commit holds the files of the head, as if the base had not moved. Sources: GitHub Docs,
 * "Managing a merge queue", event `merge_group` (`checks_requested`).
 *
 * @returns the SHA of the merge group
 */
export async function queuePull(
  world: World,
  repository: string,
  number: number,
  sender: string,
): Promise<string> {
  const pull = await freshPull(world, repository, number);
  const base = `${repository}/branches/${encodeURIComponent(pull.base.ref)}`;
  const { commit: tip } = await world.emulator.read<{ commit: { sha: string } }>(base);
  const head = await world.emulator.read<{ tree: { sha: string } }>(
    `${repository}/git/commits/${pull.head.sha}`,
  );
  const message = `Merge pull request #${number} from ${pull.head.label}\n\n${pull.title}`;
  const commit = { message, tree: head.tree.sha, parents: [tip.sha, pull.head.sha] };
  const sha = await made(world, `${repository}/git/commits`, sender, commit);
  const ref = `refs/heads/gh-readonly-queue/${pull.base.ref}/pr-${number}-${tip.sha}`;
  await made(world, `${repository}/git/refs`, sender, { ref, sha });
  const author = { name: sender, email: `${sender}@users.noreply.github.com` };
  const described = { id: sha, tree_id: head.tree.sha, message, timestamp: isoSeconds(world.clock()) };
  const merge_group = {
    ...{ head_sha: sha, head_ref: ref, base_sha: tip.sha, base_ref: `refs/heads/${pull.base.ref}` },
    head_commit: { ...described, author, committer: author },
  };
  const action = 'checks_requested';
  await announce(world, { event: 'merge_group', action, sender, repository, fields: { merge_group } });
  return sha;
}

/** No webhook tells of what the queue makes for itself. */
async function made(world: World, path: string, login: string, body: unknown): Promise<string> {
  const answer = await world.emulator.ask({ method: 'POST', path, token: tokenOf(login), body });
  if (answer.status >= 300) throw new Refusal(answer.status, 'The merge group could not be made.');
  return String(fieldsOf(answer.json).sha ?? '');
}
