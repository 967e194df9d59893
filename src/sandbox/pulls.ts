import { pageOf } from './pages.ts';
import { type Call, type Route, requireReadable, route } from './routes.ts';
import { type JsonObject, type Pull, type PullFile, Refusal } from './types.ts';
import { announce } from './webhooks.ts';
import { loginOf, type World } from './world.ts';

/**
 * Pull requests. The emulator remembers the head of the day they were opened and invents their files. Sources:
 * GitHub Docs, "REST API endpoints for pull requests", event `pull_request`.
 */
export const pullRoutes: readonly Route[] = [
  route('GET /repos/:owner/:repo/pulls/:number', async (call) => {
    const answer = await call.forward();
    return answer.status === 200 ? { ...answer, json: await requirePull(call) } : answer;
  }),
  route('GET /repos/:owner/:repo/pulls/:number/files', async (call) => {
    await requireReadable(call);
    const files = await filesOf(call.world, call.repository, await requirePull(call));
    return pageOf(files, call.request, call.world.url, (some) => some);
  }),
  route('GET /repos/:owner/:repo/pulls', async (call) => {
    const answer = await call.forward();
    if (answer.status !== 200) return answer;
    const pulls = (answer.json as Pull[]).map((pull) => freshen(call.world, call.repository, pull));
    return { ...answer, json: await Promise.all(pulls) };
  }),
  route('POST /repos/:owner/:repo/pulls', async (call) => {
    const answer = await call.forward();
    if (answer.status === 201) await announceOwn(call, answer.json as Pull, 'opened', {});
    return answer;
  }),
  route('PATCH /repos/:owner/:repo/pulls/:number', async (call) => {
    const before = await requirePull(call);
    const answer = await call.forward();
    if (answer.status !== 200) return answer;
    const after = await requirePull(call);
    if (before.state !== after.state) {
      await announceOwn(call, after, after.state === 'closed' ? 'closed' : 'reopened', {});
    }
    const changes = {
      ...(before.title === after.title ? {} : { title: { from: before.title } }),
      ...((before.body ?? '') === (after.body ?? '') ? {} : { body: { from: before.body ?? '' } }),
    };
    if (Object.keys(changes).length > 0) await announceOwn(call, after, 'edited', { changes });
    return { status: 200, json: after };
  }),
];

/** What happened to a pull request, for its webhook. */
export type PullHappening = { readonly action: string; readonly sender: string; readonly fields: JsonObject };

/** Tells of something that happened to a pull request (event `pull_request`). */
export async function announcePull(
  world: World,
  repository: string,
  pull: Pull,
  { action, sender, fields }: PullHappening,
): Promise<void> {
  const all = { number: pull.number, pull_request: pull, ...fields };
  await announce(world, { event: 'pull_request', action, sender, repository, fields: all });
}

/** The open pull requests from a branch. */
export async function openPullsOf(world: World, repository: string, branch: string): Promise<Pull[]> {
  const all = await world.emulator.read<Pull[]>(`${repository}/pulls?state=open&per_page=100`);
  const some = all.filter((pull) => pull.head.ref === branch);
  return Promise.all(some.map((pull) => freshen(world, repository, pull)));
}

/** The files that a pull request changes, as far as the commits know them. */
export async function filesOf(world: World, repository: string, pull: Pull): Promise<PullFile[]> {
  const path = `${repository}/compare/${pull.base.sha}...${pull.head.sha}`;
  return (await world.emulator.read<{ files: PullFile[] }>(path)).files;
}

/** The pull request that a request's path names, as it is now. Rejects where there is none. */
export async function requirePull(call: Call): Promise<Pull> {
  return freshPull(call.world, call.repository, call.number('number'));
}

/** A pull request as it is now. Rejects where there is none. */
export async function freshPull(world: World, repository: string, number: number): Promise<Pull> {
  const pull = await world.emulator.find<Pull>(`${repository}/pulls/${number}`);
  if (!pull) throw new Refusal(404, 'Not Found');
  return freshen(world, repository, pull);
}

/** The head of an open pull request is the tip of its branch. */
async function freshen(world: World, repository: string, pull: Pull): Promise<Pull> {
  if (pull.state !== 'open') return pull;
  const path = `${repository}/branches/${encodeURIComponent(pull.head.ref)}`;
  const branch = await world.emulator.find<{ commit: { sha: string } }>(path);
  return branch ? { ...pull, head: { ...pull.head, sha: branch.commit.sha } } : pull;
}

async function announceOwn(call: Call, pull: Pull, action: string, fields: JsonObject): Promise<void> {
  const sender = loginOf(call.world, call.request.by);
  await announcePull(call.world, call.repository, pull, { action, sender, fields });
}
