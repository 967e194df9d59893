/**
 * Started work: the owner commented (more than commands) since the issue was given to them, or a branch or pull request is linked. GraphQL
 * tells it of many issues in one request, and alone knows linked branches; where it does not tell, each issue is looked
 * at by itself, and the timeline's cross-references stand in.
 */
import { z } from 'zod';
import { saysOnlyCommands } from '../slash.ts';
import { at } from './ask.ts';
import type { Place } from './facts.ts';
import type { Octokit } from './octokit.ts';

export type OwnedIssue = { readonly number: number; readonly owner: string; readonly since: Date };

/** How many issues one query asks for: 2,500 nodes ("Rate limits and query limits for the GraphQL API": node limit). */
const AT_ONCE = 25;
const COMMENTS = 100;

/** The numbers of those whose work has begun. */
export async function startedWork(
  octokit: Octokit,
  place: Place,
  issues: readonly OwnedIssue[],
): Promise<ReadonlySet<number>> {
  const started = new Set<number>();
  for (let first = 0; first < issues.length; first += AT_ONCE) {
    const some = issues.slice(first, first + AT_ONCE);
    const told = await tellAll(octokit, place, some);
    for (const issue of some) {
      const seen =
        told.get(issue.number) ?? ((await lookAt(octokit, place, issue)) ? 'started' : 'untouched');
      if (seen === 'started') started.add(issue.number);
    }
  }
  return started;
}

const Count = z.object({ totalCount: z.number() });
const Told = z.object({
  linkedBranches: Count,
  closedByPullRequestsReferences: Count,
  comments: Count.extend({
    nodes: z.array(
      z.object({
        author: z.object({ login: z.string() }).nullable(),
        createdAt: z.coerce.date(),
        body: z.string(),
      }),
    ),
  }),
});
const Answer = z.object({ repository: z.record(z.string(), Told.nullable().catch(null)) });

const FIELDS = `{
  linkedBranches(first: 1) { totalCount }
  closedByPullRequestsReferences(first: 1, includeClosedPrs: false) { totalCount }
  comments(last: ${COMMENTS}) { totalCount nodes { author { login } createdAt body } }
}`;

/** What GraphQL tells of each issue; nothing of those that it does not know, or not well enough. */
async function tellAll(octokit: Octokit, place: Place, issues: readonly OwnedIssue[]) {
  const fields = issues.map(({ number }) => `i${number}: issue(number: ${number}) ${FIELDS}`).join('\n');
  const query = `query ($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) { ${fields} }
  }`;
  const answer = Answer.safeParse(await octokit.graphql(query, { ...place }).catch(partOf)).data;
  const told = new Map<number, 'started' | 'untouched'>();
  for (const issue of issues) {
    const verdict = verdictOn(issue, answer?.repository[`i${issue.number}`]);
    if (verdict) told.set(issue.number, verdict);
  }
  return told;
}

/** One issue that is gone does not take the others along: what was told of them comes with the error. */
function partOf(error: unknown): unknown {
  return error instanceof Error && 'data' in error ? error.data : undefined;
}

function verdictOn(issue: OwnedIssue, told: z.infer<typeof Told> | null | undefined) {
  if (!told) return undefined;
  if (told.linkedBranches.totalCount + told.closedByPullRequestsReferences.totalCount > 0) return 'started';
  const { nodes, totalCount } = told.comments;
  const own = nodes.some(
    ({ author, createdAt, body }) =>
      isBy(issue, author?.login) && createdAt >= issue.since && !saysOnlyCommands(body),
  );
  if (own) return 'started';
  const [oldest] = nodes;
  const shownAll = totalCount <= nodes.length || (oldest !== undefined && oldest.createdAt < issue.since);
  return shownAll ? 'untouched' : undefined;
}

function isBy({ owner }: OwnedIssue, login: string | undefined): boolean {
  return login?.toLowerCase() === owner.toLowerCase();
}

/** One issue, without GraphQL. */
async function lookAt(octokit: Octokit, place: Place, issue: OwnedIssue): Promise<boolean> {
  const where = { ...at(place), issue_number: issue.number, per_page: 100 };
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...where,
    since: issue.since.toISOString(),
  });
  const own = comments.some(
    ({ user, created_at, body }) =>
      isBy(issue, user?.login) && new Date(created_at) >= issue.since && !saysOnlyCommands(body ?? ''),
  );
  if (own) return true;
  const timeline = await octokit.paginate(octokit.rest.issues.listEventsForTimeline, where);
  return timeline.some(
    (entry) =>
      entry.event === 'connected' ||
      (entry.event === 'cross-referenced' && 'source' in entry && Boolean(entry.source?.issue?.pull_request)),
  );
}
