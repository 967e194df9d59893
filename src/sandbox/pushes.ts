import { announcePull, openPullsOf } from './pulls.ts';
import { type Call, type Route, route } from './routes.ts';
import { type FileCommit, fieldsOf, type JsonObject, type Repository } from './types.ts';
import { announce } from './webhooks.ts';
import { loginOf, type World } from './world.ts';

/** Commits that reached a branch; `before` and `after` are the branch's tips. */
export type Push = {
  /** `/repos/OWNER/NAME` */
  readonly repository: string;
  readonly branch: string;
  readonly before: string;
  readonly after: string;
  readonly commits: readonly PushedCommit[];
  readonly sender: string;
};

type PushedCommit = {
  readonly id: string;
  readonly treeId: string;
  readonly message: string;
  readonly timestamp: string;
  readonly files: { readonly added: string[]; readonly modified: string[]; readonly removed: string[] };
};

const NO_COMMIT = '0'.repeat(40);

/** Files of a repository. Sources: "REST API endpoints for repository contents", event `push`. */
export const pushRoutes: readonly Route[] = [
  route('GET /repos/:owner/:repo/contents/:path*', async (call) => {
    const answer = await call.forward();
    if (!answer.bytes) return answer;
    // The charset is what lets Octokit hand a raw file over as text.
    return {
      ...answer,
      headers: { ...answer.headers, 'content-type': 'application/vnd.github.raw; charset=utf-8' },
    };
  }),
  route('PUT /repos/:owner/:repo/contents/:path*', async (call) => {
    const answer = await call.forward();
    const path = call.param('path');
    if (answer.status === 201)
      await pushFile(call, answer.json, { added: [path], modified: [], removed: [] });
    if (answer.status === 200)
      await pushFile(call, answer.json, { added: [], modified: [path], removed: [] });
    return answer;
  }),
  route('DELETE /repos/:owner/:repo/contents/:path*', async (call) => {
    const answer = await call.forward();
    const removed = [call.param('path')];
    if (answer.status === 200) await pushFile(call, answer.json, { added: [], modified: [], removed });
    return answer;
  }),
  route('POST /repos/:owner/:repo/git/refs', async (call) => {
    const answer = await call.forward();
    const { ref, sha } = fieldsOf(call.request.body);
    const branch = /^refs\/heads\/(.+)$/.exec(String(ref))?.[1];
    if (answer.status === 201 && branch) {
      const sender = loginOf(call.world, call.request.by);
      const { repository } = call;
      const push = { repository, branch, before: NO_COMMIT, after: String(sha), commits: [], sender };
      await announcePush(call.world, push);
    }
    return answer;
  }),
];

/** Tells of a push, and then of the open pull requests that it brings up to date. */
export async function announcePush(world: World, push: Push): Promise<void> {
  const { html_url } = await world.emulator.read<Repository>(push.repository);
  const commits = push.commits.map((commit) => renderCommit(commit, push.sender, html_url));
  const fields = {
    ref: `refs/heads/${push.branch}`,
    before: push.before,
    after: push.after,
    pusher: { name: push.sender, email: emailOf(push.sender) },
    created: push.before === NO_COMMIT,
    deleted: false,
    forced: false,
    base_ref: null,
    compare: `${html_url}/compare/${push.before}...${push.after}`,
    commits,
    head_commit: commits.at(-1) ?? null,
  };
  await announce(world, { event: 'push', sender: push.sender, repository: push.repository, fields });
  for (const pull of await openPullsOf(world, push.repository, push.branch)) {
    const tips = { before: push.before, after: push.after };
    await announcePull(world, push.repository, pull, {
      action: 'synchronize',
      sender: push.sender,
      fields: tips,
    });
  }
}

async function pushFile(call: Call, json: unknown, files: PushedCommit['files']): Promise<void> {
  const { commit } = json as FileCommit;
  const { branch } = fieldsOf(call.request.body);
  const { default_branch } = await call.world.emulator.read<Repository>(call.repository);
  const pushed = {
    id: String(commit.sha),
    treeId: String(commit.tree?.sha),
    message: String(commit.message),
    timestamp: String(commit.committer?.date),
    files,
  };
  await announcePush(call.world, {
    repository: call.repository,
    branch: typeof branch === 'string' ? branch : default_branch,
    before: commit.parents?.[0]?.sha ?? NO_COMMIT,
    after: pushed.id,
    commits: [pushed],
    sender: loginOf(call.world, call.request.by),
  });
}

function renderCommit(commit: PushedCommit, login: string, htmlUrl: string): JsonObject {
  const person = { name: login, email: emailOf(login), username: login };
  return {
    id: commit.id,
    tree_id: commit.treeId,
    distinct: true,
    message: commit.message,
    timestamp: commit.timestamp,
    url: `${htmlUrl}/commit/${commit.id}`,
    author: person,
    committer: person,
    ...commit.files,
  };
}

function emailOf(login: string): string {
  return `${login}@users.noreply.github.com`;
}
