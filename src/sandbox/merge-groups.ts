import { isoSeconds } from '../time.ts';
import { freshPull } from './pulls.ts';
import { tokenOf } from './seed.ts';
import { fieldsOf, Refusal } from './types.ts';
import { announce } from './webhooks.ts';
import type { World } from './world.ts';

/** How the queue merges ("Managing a merge queue"): a squashed group holds none of the commits of its pull request. */
export type QueueMethod = 'merge' | 'squash';

type Ref = { readonly ref: string; readonly object: { readonly sha: string } };

/**
 * Puts a pull request into the merge queue of its base: a commit on a branch of its own, on top of the group before it,
 * for whose checks GitHub asks. Nothing is merged. The commit holds the files of the head, as if the base had not moved.
 * Sources: GitHub Docs, "Managing a merge queue", event `merge_group` (`checks_requested`).
 *
 * @returns the SHA of the merge group
 */
export async function queuePull(
  world: World,
  repository: string,
  number: number,
  sender: string,
  method: QueueMethod = 'merge',
): Promise<string> {
  const pull = await freshPull(world, repository, number);
  const parent = await tipOfQueue(world, repository, pull.base.ref);
  const head = await world.emulator.read<{ tree: { sha: string } }>(
    `${repository}/git/commits/${pull.head.sha}`,
  );
  const message =
    method === 'squash'
      ? `${pull.title} (#${number})`
      : `Merge pull request #${number} from ${pull.head.label}\n\n${pull.title}`;
  const parents = method === 'squash' ? [parent] : [parent, pull.head.sha];
  const commit = { message, tree: head.tree.sha, parents };
  const sha = await made(world, `${repository}/git/commits`, sender, commit);
  const ref = `${prefixOf(pull.base.ref)}pr-${number}-${parent}`;
  await made(world, `${repository}/git/refs`, sender, { ref: `refs/${ref}`, sha });
  const author = { name: sender, email: `${sender}@users.noreply.github.com` };
  const described = { id: sha, tree_id: head.tree.sha, message, timestamp: isoSeconds(world.clock()) };
  const merge_group = {
    ...{ head_sha: sha, head_ref: `refs/${ref}`, base_sha: parent, base_ref: `refs/heads/${pull.base.ref}` },
    head_commit: { ...described, author, committer: author },
  };
  const action = 'checks_requested';
  await announce(world, { event: 'merge_group', action, sender, repository, fields: { merge_group } });
  return sha;
}

/**
 * Takes a pull request out of the queue, as GitHub does with one whose checks fail: the groups behind it are made anew
 * without it ("Managing a merge queue").
 *
 * @returns the SHAs of the groups that were made anew, in their order
 */
export async function unqueuePull(
  world: World,
  repository: string,
  number: number,
  sender: string,
  method: QueueMethod = 'merge',
): Promise<string[]> {
  const { base } = await freshPull(world, repository, number);
  const queue = inOrder(await waiting(world, repository, base.ref));
  const leaving = queue.slice(queue.findIndex((one) => pullOf(one) === number));
  for (const { ref } of leaving)
    await world.emulator.ask({
      ...{ method: 'DELETE', path: `${repository}/git/${ref}`, token: tokenOf(sender) },
    });
  const made: string[] = [];
  for (const one of leaving.slice(1))
    made.push(await queuePull(world, repository, pullOf(one), sender, method));
  return made;
}

function prefixOf(base: string): string {
  return `heads/gh-readonly-queue/${base}/`;
}

async function waiting(world: World, repository: string, base: string): Promise<Ref[]> {
  return world.emulator.read<Ref[]>(`${repository}/git/matching-refs/${prefixOf(base)}`);
}

/** The last group of the queue, or the tip of the base where none waits. */
async function tipOfQueue(world: World, repository: string, base: string): Promise<string> {
  const last = inOrder(await waiting(world, repository, base)).at(-1);
  if (last) return last.object.sha;
  const path = `${repository}/branches/${encodeURIComponent(base)}`;
  return (await world.emulator.read<{ commit: { sha: string } }>(path)).commit.sha;
}

/** Each is named by the one that it stands on. */
function inOrder(all: readonly Ref[]): Ref[] {
  const first = all.find((one) => !all.some(({ object }) => one.ref.endsWith(object.sha)));
  const queue = first ? [first] : [];
  for (let next = first; next; ) {
    const { sha } = next.object;
    next = all.find(({ ref }) => ref.endsWith(sha));
    if (next) queue.push(next);
  }
  return queue;
}

function pullOf({ ref }: Ref): number {
  return Number(/\/pr-(\d+)-/.exec(ref)?.[1]);
}

/** No webhook tells of what the queue makes for itself. */
async function made(world: World, path: string, login: string, body: unknown): Promise<string> {
  const answer = await world.emulator.ask({ method: 'POST', path, token: tokenOf(login), body });
  if (answer.status >= 300) throw new Refusal(answer.status, 'The merge group could not be made.');
  return String(fieldsOf(answer.json).sha ?? '');
}
