import { isoSeconds } from '../time.ts';
import { closedBy } from './closing.ts';
import { changesBetween } from './issue-changes.ts';
import { tell } from './issue-writes.ts';
import { readIssue } from './issues.ts';
import { announcePull, filesOf, requirePull } from './pulls.ts';
import { announcePush } from './pushes.ts';
import { type Call, type Route, route } from './routes.ts';
import { type Answer, fieldsOf, type Pull, type PullFile, Refusal } from './types.ts';
import { loginOf } from './world.ts';

type GitCommit = { readonly sha: string; readonly tree: { readonly sha: string } };

/**
 * Merges a pull request onto what its base is now, tells of it, and closes the issues it names. The emulator by
 * itself would put the head of the day the pull request was opened in the base's place. Sources: GitHub Docs,
 * "REST API endpoints for pull requests" (Merge a pull request), "Linking a pull request to an issue".
 */
export const mergeRoutes: readonly Route[] = [
  route('PUT /repos/:owner/:repo/pulls/:number/merge', async (call) =>
    mergePull(call, await requirePull(call)),
  ),
];

async function mergePull(call: Call, pull: Pull): Promise<Answer> {
  const base = await call.world.emulator.read<{ commit: { sha: string } }>(branchPath(call, pull.base.ref));
  const before = base.commit.sha;
  const files = await filesOf(call.world, call.repository, { ...pull, base: { ...pull.base, sha: before } });
  const commit = await commitMerge(call, pull, before, files);
  const { sha: _, ...options } = fieldsOf(call.request.body);
  const answer = await call.forward({ body: options });
  if (answer.status !== 200) return answer;
  await demand(call, 'PATCH', `${call.repository}/git/refs/heads/${pull.base.ref}`, {
    sha: commit.sha,
    force: true,
  });
  await tellMerge(call, pull, before, commit, files);
  return { status: 200, json: { ...fieldsOf(answer.json), sha: commit.sha } };
}

async function commitMerge(
  call: Call,
  pull: Pull,
  before: string,
  files: readonly PullFile[],
): Promise<GitCommit> {
  const tip = await call.world.emulator.read<GitCommit>(`${call.repository}/git/commits/${before}`);
  const tree = await demand<{ sha: string }>(call, 'POST', `${call.repository}/git/trees`, {
    base_tree: tip.tree.sha,
    tree: files.flatMap(treeEntries),
  });
  const squash = fieldsOf(call.request.body).merge_method === 'squash';
  return demand<GitCommit>(call, 'POST', `${call.repository}/git/commits`, {
    message: squash
      ? pull.title
      : `Merge pull request #${pull.number} from ${pull.head.label}\n\n${pull.title}`,
    tree: tree.sha,
    parents: squash ? [before] : [before, pull.head.sha],
  });
}

function treeEntries(file: PullFile) {
  const entry = { mode: '100644', type: 'blob' };
  const former = file.previous_filename ? [{ ...entry, path: file.previous_filename, sha: null }] : [];
  return [...former, { ...entry, path: file.filename, sha: file.status === 'removed' ? null : file.sha }];
}

async function tellMerge(
  call: Call,
  pull: Pull,
  before: string,
  commit: GitCommit,
  files: readonly PullFile[],
): Promise<void> {
  const { world, repository } = call;
  const sender = loginOf(world, call.request.by);
  const merged = await world.emulator.read<Pull>(`${repository}/pulls/${pull.number}`);
  const closed = { ...merged, merge_commit_sha: commit.sha };
  await announcePull(world, repository, closed, { action: 'closed', sender, fields: {} });
  const named = (...statuses: string[]) => {
    return files.filter((file) => statuses.includes(file.status)).map((file) => file.filename);
  };
  const pushed = {
    id: commit.sha,
    treeId: commit.tree.sha,
    message: pull.title,
    timestamp: isoSeconds(world.clock()),
    files: {
      added: named('added', 'renamed'),
      modified: named('modified', 'changed'),
      removed: named('removed'),
    },
  };
  const push = { repository, branch: pull.base.ref, before, after: commit.sha, commits: [pushed], sender };
  await announcePush(world, push);
  for (const number of closedBy(pull.body, `${call.param('owner')}/${call.param('repo')}`)) {
    await closeIssue(call, number, sender);
  }
}

async function closeIssue(call: Call, number: number, sender: string): Promise<void> {
  const { world, repository } = call;
  const before = await readIssue(world, repository, number);
  if (!before || before.state === 'closed' || before.pull_request) return;
  const done = { state: 'closed', state_reason: 'completed' };
  await demand(call, 'PATCH', `${repository}/issues/${number}`, done);
  const after = (await readIssue(world, repository, number)) ?? before;
  await tell(world, repository, after, changesBetween(before, after), sender);
}

/** Asks the emulator as the caller, who must be able to. */
async function demand<T>(call: Call, method: string, path: string, body: unknown): Promise<T> {
  const answer = await call.forward({ method, path, body });
  if (answer.status < 300) return answer.json as T;
  const message = fieldsOf(answer.json).message;
  throw new Refusal(answer.status, typeof message === 'string' ? message : 'Merge failed');
}

function branchPath(call: Call, branch: string): string {
  return `${call.repository}/branches/${encodeURIComponent(branch)}`;
}
