import type { Place } from './facts.ts';
import type { Octokit } from './octokit.ts';

/** One entry of an issue's history ("Issue event types"), as far as the ledger reads it. */
export type IssueEvent = {
  id: number;
  event: string;
  created_at: string;
  issue: { number: number };
  label?: { name: string };
  state_reason?: string | null;
};

export async function listIssueEvents(octokit: Octokit, place: Place, number: number): Promise<IssueEvent[]> {
  const events = await octokit.paginate(octokit.rest.issues.listEvents, {
    owner: place.owner,
    repo: place.name,
    issue_number: number,
    per_page: 100,
  });
  return events.map((event) => ({
    id: event.id,
    event: event.event,
    created_at: event.created_at,
    issue: { number },
    ...('label' in event && event.label ? { label: { name: event.label.name ?? '' } } : {}),
    ...('state_reason' in event ? { state_reason: event.state_reason as string | null } : {}),
  }));
}

/**
 * Started work: the owner commented since the issue was given to them, or a branch or pull request is linked.
 * GraphQL alone knows linked branches; where it does not answer, the timeline's cross-references stand in.
 */
export async function startedWork(
  octokit: Octokit,
  place: Place,
  number: number,
  owner: string,
  since: Date,
): Promise<boolean> {
  const where = { owner: place.owner, repo: place.name, issue_number: number };
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...where,
    since: since.toISOString(),
    per_page: 100,
  });
  const login = owner.toLowerCase();
  const commented = comments.some(
    (comment) => comment.user?.login.toLowerCase() === login && new Date(comment.created_at) >= since,
  );
  return commented || (await linkedWork(octokit, place, number));
}

const LINKED_WORK = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      linkedBranches(first: 1) { totalCount }
      closedByPullRequestsReferences(first: 1, includeClosedPrs: false) { totalCount }
    }
  }
}`;

type LinkedWork = {
  repository: {
    issue: {
      linkedBranches: { totalCount: number };
      closedByPullRequestsReferences: { totalCount: number };
    } | null;
  } | null;
};

async function linkedWork(octokit: Octokit, place: Place, number: number): Promise<boolean> {
  try {
    const answer = await octokit.graphql<LinkedWork>(LINKED_WORK, { ...place, number });
    const issue = answer.repository?.issue;
    if (!issue) return false;
    return issue.linkedBranches.totalCount + issue.closedByPullRequestsReferences.totalCount > 0;
  } catch {
    return crossReferenced(octokit, place, number);
  }
}

async function crossReferenced(octokit: Octokit, place: Place, number: number): Promise<boolean> {
  const timeline = await octokit.paginate(octokit.rest.issues.listEventsForTimeline, {
    owner: place.owner,
    repo: place.name,
    issue_number: number,
    per_page: 100,
  });
  return timeline.some((entry) => {
    if (entry.event === 'connected') return true;
    return (
      entry.event === 'cross-referenced' && 'source' in entry && Boolean(entry.source?.issue?.pull_request)
    );
  });
}
