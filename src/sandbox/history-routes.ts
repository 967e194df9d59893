import { briefOf } from './dress.ts';
import type { HistoryEntry } from './history.ts';
import { readIssue, requireIssue } from './issues.ts';
import { pageOf } from './pages.ts';
import { type Call, type Route, requireReadable, route } from './routes.ts';
import { type Comment, type Issue, type JsonObject, Refusal, type Repository } from './types.ts';
import { botLogin, type World } from './world.ts';

/**
 * The histories. The repository's runs newest first and names the issue of every entry; an issue's runs oldest
 * first; the timeline has the comments too. Sources: GitHub Docs, "REST API endpoints for issue events",
 * "REST API endpoints for timeline events".
 */
export const historyRoutes: readonly Route[] = [
  route('GET /repos/:owner/:repo/issues/events', async (call) => {
    await requireReadable(call);
    const repository = await call.world.emulator.read<Repository>(call.repository);
    const all = call.world.history.ofRepository(repository.id).reverse();
    const issues = new Map<number, Promise<Issue | undefined>>();
    const issueOf = (number: number) => {
      const known = issues.get(number) ?? readIssue(call.world, call.repository, number);
      issues.set(number, known);
      return known;
    };
    const page = pageOf(all, call.request, call.world.url, (kept) => kept);
    const json = (page.json as typeof all).map(async ({ entry, number }) => {
      return { ...render(call, entry), issue: (await issueOf(number)) ?? null };
    });
    return { ...page, json: await Promise.all(json) };
  }),
  route('GET /repos/:owner/:repo/issues/events/:event', async (call) => {
    await requireReadable(call);
    const repository = await call.world.emulator.read<Repository>(call.repository);
    const id = call.number('event');
    const found = call.world.history.ofRepository(repository.id).find(({ entry }) => entry.id === id);
    if (!found) throw new Refusal(404, 'Not Found');
    const issue = await readIssue(call.world, call.repository, found.number);
    return { status: 200, json: { ...render(call, found.entry), issue: issue ?? null } };
  }),
  route('GET /repos/:owner/:repo/issues/:number/events', async (call) => {
    await requireReadable(call);
    const issue = await requireIssue(call);
    const all = call.world.history.ofIssue(issue.id).map((entry) => render(call, entry));
    return pageOf(all, call.request, call.world.url, (entries) => entries);
  }),
  route('GET /repos/:owner/:repo/issues/:number/timeline', async (call) => {
    await requireReadable(call);
    const issue = await requireIssue(call);
    const all = [
      ...call.world.history.ofIssue(issue.id).map((entry) => render(call, entry)),
      ...(await commentsOf(call)).map((comment) => ({ event: 'commented', actor: comment.user, ...comment })),
    ];
    const inOrder = all.toSorted((a, b) => String(a.created_at).localeCompare(String(b.created_at)));
    return pageOf(inOrder, call.request, call.world.url, (entries) => entries);
  }),
];

function render({ world, repository }: Call, entry: HistoryEntry): JsonObject {
  return {
    id: entry.id,
    node_id: Buffer.from(`010:IssueEvent${entry.id}`).toString('base64'),
    url: `${world.url}${repository}/issues/events/${entry.id}`,
    actor: entry.actor,
    event: entry.event,
    commit_id: null,
    commit_url: null,
    created_at: entry.created_at,
    ...entry.details,
    performed_via_github_app: viaApp(world, entry),
  };
}

function viaApp(world: World, entry: HistoryEntry) {
  return entry.actor.login === botLogin(world) ? briefOf(world.app, world.url) : null;
}

async function commentsOf({ world, repository, number }: Call): Promise<Comment[]> {
  const comments: Comment[] = [];
  for (let page = 1; ; page += 1) {
    const path = `${repository}/issues/${number('number')}/comments?per_page=100&page=${page}`;
    const some = await world.emulator.read<Comment[]>(path);
    comments.push(...some);
    if (some.length < 100) return comments;
  }
}
