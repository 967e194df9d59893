import { type IssueFacts, issueFacts, type Place } from './facts.ts';
import type { Octokit } from './octokit.ts';

/** One entry of an issue's history ("Issue event types"), as far as it is read. */
export type IssueEvent = {
  id: number;
  event: string;
  created_at: string;
  issue: { number: number; state?: string; labels?: readonly string[] };
  /** Who did it, and who was assigned or unassigned: logins. */
  actor?: string;
  assignee?: string;
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
    ...(event.actor ? { actor: event.actor.login } : {}),
    ...('assignee' in event && event.assignee ? { assignee: event.assignee.login } : {}),
    ...('label' in event && event.label ? { label: { name: event.label.name ?? '' } } : {}),
    ...('state_reason' in event ? { state_reason: event.state_reason as string | null } : {}),
  }));
}

/** An issue that lost a label, and when; as it is now. */
export type Unlabelled = { readonly issue: IssueFacts; readonly label: string };

/**
 * One page of a repository's history, newest first: the issues that lost a label. Pull requests are left out.
 * Source: "REST API endpoints for issue events" (List issue events for a repository).
 */
export async function listUnlabelled(
  octokit: Octokit,
  place: Place,
  page: number,
): Promise<{ unlabelled: Unlabelled[]; more: 'more' | 'last' }> {
  const size = 100;
  const { data } = await octokit.rest.issues.listEventsForRepo({
    owner: place.owner,
    repo: place.name,
    per_page: size,
    page,
  });
  const unlabelled = data.flatMap((event) => {
    const name = 'label' in event ? event.label?.name : undefined;
    if (event.event !== 'unlabeled' || !name || !event.issue || event.issue.pull_request) return [];
    return [{ issue: issueFacts(event.issue), label: name }];
  });
  return { unlabelled, more: data.length === size ? 'more' : 'last' };
}
