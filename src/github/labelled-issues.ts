/**
 * Labelled issues with their past, a hundred in one request: REST takes one more for each of them. Source:
 * GitHub's GraphQL reference, "Repository" (issues) and "Issue" (timelineItems).
 */
import { z } from 'zod';
import { type IssueFacts, issueFacts, type Place } from './facts.ts';
import type { IssueEvent } from './history.ts';
import { isUnknownToGraphql, labelledByRest, pageOfRest } from './labelled-by-rest.ts';
import type { Octokit } from './octokit.ts';

export type LabelledPage = {
  readonly issues: readonly PastOfIssue[];
  /** How many there are in all. */
  readonly total: number;
  /** Where the next page begins; null after the last one. */
  readonly next: string | null;
};

type PastOfIssue = {
  readonly issue: IssueFacts;
  /** Oldest first. `incomplete` where there is more of it than one request tells. */
  readonly past: readonly IssueEvent[];
  readonly told: 'complete' | 'incomplete';
};

/** What takes GitHub too long at once is asked for in smaller pages ("Rate limits and query limits", timeouts). */
const SIZES = [100, 25, 5];

const EVENTS = 50;
const LABELS = 50;
const ASSIGNEES = 20;

const QUERY = `query ($owner: String!, $name: String!, $label: String!, $size: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    issues(labels: [$label], first: $size, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        number title url body state stateReason createdAt updatedAt
        reactionGroups { content reactors { totalCount } }
        author { login }
        labels(first: ${LABELS}) { nodes { name } }
        assignees(first: ${ASSIGNEES}) { nodes { login } }
        timelineItems(
          first: ${EVENTS},
          itemTypes: [LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT, TRANSFERRED_EVENT, CONVERTED_TO_DISCUSSION_EVENT]
        ) {
          pageInfo { hasNextPage }
          nodes {
            __typename
            ... on LabeledEvent { createdAt actor { login } label { name } }
            ... on UnlabeledEvent { createdAt actor { login } label { name } }
            ... on ClosedEvent { createdAt actor { login } stateReason }
            ... on ReopenedEvent { createdAt actor { login } }
            ... on TransferredEvent { createdAt actor { login } }
            ... on ConvertedToDiscussionEvent { createdAt actor { login } }
          }
        }
      }
    }
  }
}`;

const kinds = {
  LabeledEvent: 'labeled',
  UnlabeledEvent: 'unlabeled',
  ClosedEvent: 'closed',
  ReopenedEvent: 'reopened',
  TransferredEvent: 'transferred',
  ConvertedToDiscussionEvent: 'converted_to_discussion',
} as const;

const Login = z.object({ login: z.string() });
const Nodes = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node) });
const Event = z.object({
  __typename: z.enum(Object.keys(kinds) as (keyof typeof kinds)[]),
  createdAt: z.string(),
  actor: Login.nullish(),
  label: z.object({ name: z.string() }).nullish(),
  stateReason: z.string().nullish(),
});
const ReactionGroup = z.object({ content: z.string(), reactors: z.object({ totalCount: z.number() }) });
const Issue = z.object({
  number: z.number(),
  title: z.string(),
  url: z.string(),
  body: z.string(),
  reactionGroups: z.array(ReactionGroup).nullish(),
  state: z.string(),
  stateReason: z.string().nullish(),
  createdAt: z.string(),
  updatedAt: z.string(),
  author: Login.nullable(),
  labels: Nodes(z.object({ name: z.string() })),
  assignees: Nodes(Login),
  timelineItems: Nodes(Event).extend({ pageInfo: z.object({ hasNextPage: z.boolean() }) }),
});
const Answer = z.object({
  repository: z.object({
    issues: Nodes(Issue).extend({
      totalCount: z.number(),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});

/** One page of all issues with a label, open and closed, oldest first. */
export async function labelledIssues(
  octokit: Octokit,
  place: Place,
  label: string,
  after: string | null,
): Promise<LabelledPage> {
  const page = pageOfRest(after);
  if (page !== undefined) return labelledByRest(octokit, place, label, page);
  try {
    return await labelledByGraphql(octokit, place, label, after);
  } catch (error) {
    if (!isUnknownToGraphql(error)) throw error;
    return labelledByRest(octokit, place, label, 1);
  }
}

async function labelledByGraphql(
  octokit: Octokit,
  place: Place,
  label: string,
  after: string | null,
): Promise<LabelledPage> {
  const { issues } = Answer.parse(await inTime(octokit, { ...place, label, after })).repository;
  return {
    issues: issues.nodes.map(pastOf),
    total: issues.totalCount,
    next: issues.pageInfo.hasNextPage ? issues.pageInfo.endCursor : null,
  };
}

async function inTime(octokit: Octokit, variables: object): Promise<unknown> {
  for (const size of SIZES) {
    try {
      return await octokit.graphql(QUERY, { ...variables, size });
    } catch (error) {
      if (size === SIZES.at(-1) || !tookTooLong(error)) throw error;
    }
  }
  return undefined;
}

function tookTooLong(error: unknown): boolean {
  return error instanceof Error && 'status' in error && (error.status === 502 || error.status === 504);
}

function pastOf(told: z.infer<typeof Issue>): PastOfIssue {
  const issue = issueFacts({
    number: told.number,
    title: told.title,
    html_url: told.url,
    user: told.author,
    state: told.state.toLowerCase(),
    state_reason: told.stateReason?.toLowerCase(),
    labels: told.labels.nodes,
    assignees: told.assignees.nodes,
    body: told.body,
    reactions: { '+1': reactionsOf(told, 'THUMBS_UP'), '-1': reactionsOf(told, 'THUMBS_DOWN') },
    created_at: told.createdAt,
    updated_at: told.updatedAt,
  });
  const { nodes, pageInfo } = told.timelineItems;
  return {
    issue,
    past: nodes.map((event, index) => eventOf(event, index, issue)),
    told: pageInfo.hasNextPage ? 'incomplete' : 'complete',
  };
}

function reactionsOf({ reactionGroups }: z.infer<typeof Issue>, content: string): number {
  return reactionGroups?.find((group) => group.content === content)?.reactors.totalCount ?? 0;
}

/** GraphQL names no ids of events that REST knows: their place in the timeline orders them. */
function eventOf(event: z.infer<typeof Event>, index: number, issue: IssueFacts): IssueEvent {
  return {
    id: index + 1,
    event: kinds[event.__typename],
    created_at: event.createdAt,
    issue: { number: issue.number, state: issue.open ? 'open' : 'closed', labels: issue.labels },
    ...(event.actor ? { actor: event.actor.login } : {}),
    ...(event.label ? { label: event.label } : {}),
    ...(event.stateReason ? { state_reason: event.stateReason.toLowerCase() } : {}),
  };
}
