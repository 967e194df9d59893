/** The labelled issues of a repository with their timelines, as GraphQL tells them. */
import type { HistoryEntry } from './history.ts';
import { canonicalLabels } from './labels.ts';
import type { Call } from './routes.ts';
import { type Issue, isObject, type Repository } from './types.ts';

type IssuesPage = { readonly labels?: readonly string[]; readonly first: number; readonly after?: string };
type TimelinePage = { readonly first: number; readonly itemTypes?: readonly string[] };

/** A connection of issues, oldest first. Source: GitHub's GraphQL reference, "Repository" (issues). */
export async function issuesOf(call: Call, repository: Repository, { labels, first, after }: IssuesPage) {
  const all = await allIssues(call, repository, labels ?? []);
  const start = after ? Number(Buffer.from(after, 'base64').toString()) : 0;
  const end = start + first;
  return {
    totalCount: all.length,
    pageInfo: { hasNextPage: end < all.length, endCursor: Buffer.from(String(end)).toString('base64') },
    nodes: all.slice(start, end).map((issue) => labelledIssue(call, issue)),
  };
}

async function allIssues(call: Call, { full_name }: Repository, labels: readonly string[]): Promise<Issue[]> {
  const path = `/repos/${full_name}`;
  const names = await canonicalLabels({ ...call, repository: path }, labels);
  const query = new URLSearchParams({ state: 'all', sort: 'created', direction: 'asc', per_page: '100' });
  if (names.length > 0) query.set('labels', names.join(','));
  const issues: Issue[] = [];
  for (let page = 1; ; page += 1) {
    query.set('page', String(page));
    const { json } = await call.forward({ method: 'GET', path: `${path}/issues?${query}` });
    const some = json as Issue[];
    issues.push(...some.filter((issue) => !issue.pull_request && !call.world.amendments.goneOf(issue.id)));
    if (some.length < 100) return issues.sort((a, b) => a.number - b.number);
  }
}

function labelledIssue({ world }: Call, issue: Issue) {
  return {
    number: issue.number,
    title: issue.title,
    url: issue.html_url,
    body: issue.body ?? '',
    state: issue.state.toUpperCase(),
    stateReason: issue.state_reason?.toUpperCase() ?? null,
    createdAt: issue.created_at,
    updatedAt: issue.updated_at,
    author: issue.user && { __typename: issue.user.type, login: issue.user.login },
    labels: {
      nodes: issue.labels.map((label) => ({ name: typeof label === 'string' ? label : label.name })),
    },
    reactionGroups: reactionGroupsOf(world.reactions.list('issues', issue.id)),
    assignees: { nodes: (issue.assignees ?? []).map(({ login }) => ({ login })) },
    timelineItems({ first, itemTypes }: TimelinePage) {
      const all = world.history
        .ofIssue(issue.id)
        .flatMap(timelineItem)
        .filter((item) => !itemTypes || itemTypes.includes(enumOf(item.__typename)));
      return { nodes: all.slice(0, first), pageInfo: { hasNextPage: all.length > first } };
    },
  };
}

const REACTIONS: Readonly<Record<string, string>> = {
  ...{ '+1': 'THUMBS_UP', '-1': 'THUMBS_DOWN', laugh: 'LAUGH', confused: 'CONFUSED' },
  ...{ heart: 'HEART', hooray: 'HOORAY', rocket: 'ROCKET', eyes: 'EYES' },
};

/** Each kind, also where nobody reacted. Source: GitHub's GraphQL reference, "ReactionGroup". */
function reactionGroupsOf(reactions: readonly { readonly content: string }[]) {
  return Object.entries(REACTIONS).map(([content, name]) => {
    const totalCount = reactions.filter((one) => one.content === content).length;
    return { content: name, reactors: { totalCount } };
  });
}

const TYPES: Readonly<Record<string, string>> = {
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
  transferred: 'TransferredEvent',
  converted_to_discussion: 'ConvertedToDiscussionEvent',
  assigned: 'AssignedEvent',
  unassigned: 'UnassignedEvent',
};

/** `LABELED_EVENT` of `LabeledEvent`. */
function enumOf(type: string): string {
  return type.replace(/(?<=[a-z])[A-Z]/g, '_$&').toUpperCase();
}

function timelineItem({ event, actor, created_at, details }: HistoryEntry) {
  const type = TYPES[event];
  if (!type) return [];
  const reason = typeof details.state_reason === 'string' ? details.state_reason.toUpperCase() : null;
  const label = isObject(details.label) ? { name: details.label.name } : null;
  const by = { __typename: actor.type, login: actor.login };
  return [{ __typename: type, createdAt: created_at, actor: by, label, stateReason: reason }];
}
