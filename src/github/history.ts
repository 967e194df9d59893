import type { Place } from './facts.ts';
import type { Octokit } from './octokit.ts';

/** One entry of an issue's history ("Issue event types"), as far as it is read. */
export type IssueEvent = {
  id: number;
  event: string;
  created_at: string;
  issue: { number: number };
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
