import { canonicalLabels } from './labels.ts';
import { pageOf } from './pages.ts';
import type { Call, Route } from './routes.ts';
import { route } from './routes.ts';
import { type Answer, type Issue, isObject, type Pull, Refusal } from './types.ts';
import type { World } from './world.ts';

/** The emulator numbers pull requests apart from issues; GitHub does not. */
const PULL_IDS = 1_000_000_000;

/** An issue or pull request of a repository (`/repos/OWNER/NAME`) as an issue; nothing where there is none. */
export async function readIssue(
  world: World,
  repository: string,
  number: number,
): Promise<Issue | undefined> {
  const issue = await world.emulator.find<Issue>(`${repository}/issues/${number}`);
  if (issue) return world.amendments.goneOf(issue.id) ? undefined : issue;
  const pull = await world.emulator.find<Pull>(`${repository}/pulls/${number}`);
  return pull && issueOfPull(pull);
}

/** The issue that a request's path names. Rejects where it is gone or never was. */
export async function requireIssue(call: Call): Promise<Issue> {
  const issue = await readIssue(call.world, call.repository, call.number('number'));
  if (!issue) throw await whyNotThere(call);
  return issue;
}

/**
 * Reading issues: a transferred one redirects, a deleted one is gone, and a pull request is an issue too.
 * Source: GitHub Docs, "REST API endpoints for issues" (Get an issue, List repository issues).
 */
export const issueReadingRoutes: readonly Route[] = [
  route('GET /repos/:owner/:repo/issues/:number', async (call) => {
    const answer = await call.forward();
    if (answer.status !== 200 && answer.status !== 404) return answer;
    return { status: 200, json: await requireIssue(call) };
  }),
  route('GET /repos/:owner/:repo/issues', async (call) => {
    if (call.request.query.get('sort') === 'updated') return listByChange(call);
    const labels = call.request.query.get('labels');
    const path = labels ? await withCanonicalLabels(call, labels.split(',')) : undefined;
    const answer = await call.forward(path ? { path } : {});
    return Array.isArray(answer.json) ? withoutGone(call.world, answer, answer.json) : answer;
  }),
];

/** The emulator leaves pull requests out; they come along where a list goes by change, which is where they are read. */
async function listByChange(call: Call): Promise<Answer> {
  const { query, path } = call.request;
  const wanted = new URLSearchParams({ state: query.get('state') ?? 'open', per_page: '100' });
  const issues = await everyPage<Issue>(call, path, wanted);
  const pulls = await everyPage<Pull>(call, `${call.repository}/pulls`, wanted);
  const since = query.get('since') ?? '';
  const all = [...issues, ...pulls.map(issueOfPull)]
    .filter(
      ({ id, updated_at }) => !call.world.amendments.goneOf(id) && updated_at >= since.replace(/\.\d+/, ''),
    )
    .toSorted((a, b) => a.updated_at.localeCompare(b.updated_at) || a.number - b.number);
  const inOrder = query.get('direction') === 'asc' ? all : all.reverse();
  return pageOf(inOrder, call.request, call.world.url, (some) => some);
}

async function everyPage<T>(call: Call, path: string, query: URLSearchParams): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page += 1) {
    query.set('page', String(page));
    const { status, json } = await call.forward({ path: `${path}?${query}` });
    if (status !== 200) throw new Refusal(status, 'Not Found');
    all.push(...(json as T[]));
    if ((json as T[]).length < 100) return all;
  }
}

/** The refusal of a request for an issue that is not there, with where it went, if it went somewhere. */
async function whyNotThere(call: Call): Promise<Refusal> {
  const path = `${call.repository}/issues/${call.number('number')}`;
  const left = await call.world.emulator.find<Issue>(path);
  const gone = left && call.world.amendments.goneOf(left.id);
  if (!gone) return new Refusal(404, 'Not Found');
  if (gone.kind === 'deleted') return new Refusal(410, 'This issue was deleted');
  return new Refusal(301, 'Moved Permanently', undefined, { location: gone.to });
}

async function withCanonicalLabels(call: Call, labels: readonly string[]): Promise<string> {
  const query = new URLSearchParams(call.request.query);
  query.set('labels', (await canonicalLabels(call, labels)).join(','));
  return `${call.request.path}?${query}`;
}

function withoutGone(world: World, answer: Answer, issues: readonly unknown[]): Answer {
  const json = issues.filter((issue) => !(isObject(issue) && world.amendments.goneOf(Number(issue.id))));
  return { ...answer, json };
}

function issueOfPull(pull: Pull): Issue {
  const { url, html_url, diff_url, patch_url, merged_at } = pull;
  return {
    ...(pull as unknown as Issue),
    id: PULL_IDS + pull.id,
    url: pull.issue_url,
    repository_url: pull.base.repo.url,
    events_url: `${pull.issue_url}/events`,
    labels_url: `${pull.issue_url}/labels{/name}`,
    timeline_url: `${pull.issue_url}/timeline`,
    state_reason: null,
    pull_request: { url, html_url, diff_url, patch_url, merged_at },
  };
}
