/** From GitHub's issue events, as REST gives or exports them, to the history of each issue. */
import { type CloseReason, fold, type HistoryEntry } from './ledger.ts';

/**
 * What the ledger reads of an issue event. Source: GitHub Docs, "Issue event types" and "REST API endpoints for
 * issue events". `created_at` is ISO 8601; `issue` is the issue at the time of the export, not of the event.
 */
export type IssueEvent = {
  readonly id: number;
  readonly event: string;
  readonly created_at: string;
  readonly state_reason?: string | null | undefined;
  /** Who did it: a login, or GitHub's account. */
  readonly actor?: string | { readonly login?: string | undefined } | null | undefined;
  readonly label?: { readonly name?: string | null | undefined } | null | undefined;
  readonly issue?: EmbeddedIssue | null | undefined;
};

export type EmbeddedIssue = {
  readonly number: number;
  /** Tells the repositories of a file apart that holds several. */
  readonly repository_url?: string | undefined;
  readonly created_at?: string | undefined;
  readonly updated_at?: string | undefined;
  readonly state?: string | undefined;
  readonly labels?: readonly (string | { readonly name?: string | null | undefined })[] | undefined;
  readonly pull_request?: unknown;
};

/**
 * The history of each issue by its number, from the events of one repository in any order. The same event twice
 * (by id) counts once; pull requests and events that do not touch debt are left out. `transferred` stands in
 * the history of both repositories: where the issue is open and carries one of the debt `labels` here, it
 * moved in, and nothing ended.
 */
export function historyFromIssueEvents(
  events: readonly IssueEvent[],
  labels: readonly string[],
): Map<number, HistoryEntry[]> {
  const seen = new Set<number>();
  const histories = new Map<number, HistoryEntry[]>();
  for (const event of events) {
    if (seen.has(event.id) || !event.issue || event.issue.pull_request) continue;
    seen.add(event.id);
    const entry = entryOf(event, event.issue, labels);
    if (!entry) continue;
    const history = histories.get(event.issue.number) ?? [];
    history.push(entry);
    histories.set(event.issue.number, history);
  }
  return histories;
}

const KINDS: ReadonlySet<string> = new Set([
  'labeled',
  'unlabeled',
  'closed',
  'reopened',
  'deleted',
  'transferred',
  'converted_to_discussion',
]);

/** Whether events of a kind may begin or end a spell. */
export function touchesDebt(kind: string): boolean {
  return KINDS.has(kind);
}

/** What an event tells of its issue, or null if nothing that touches debt. */
export function entryOf(
  event: IssueEvent,
  issue: EmbeddedIssue,
  labels: readonly string[],
): HistoryEntry | null {
  const moment = { at: new Date(event.created_at), order: event.id };
  switch (event.event) {
    case 'labeled':
    case 'unlabeled':
      if (!event.label?.name) return null;
      return { ...moment, kind: event.event, label: event.label.name, ...doneBy(event.actor) };
    case 'closed':
      return { ...moment, kind: 'closed', reason: closeReason(event.state_reason) };
    case 'reopened':
    case 'deleted':
      return { ...moment, kind: event.event };
    case 'converted_to_discussion':
      return { ...moment, kind: 'transferred' };
    case 'transferred':
      return isDebtHere(issue, labels) ? null : { ...moment, kind: 'transferred' };
    default:
      return null;
  }
}

function doneBy(actor: IssueEvent['actor']): { by?: string } {
  const login = typeof actor === 'string' ? actor : actor?.login;
  return login === undefined ? {} : { by: login };
}

function closeReason(reason: string | null | undefined): CloseReason {
  return reason === 'not_planned' || reason === 'duplicate' ? reason : 'completed';
}

function isDebtHere(issue: EmbeddedIssue, labels: readonly string[]): boolean {
  if (issue.state !== 'open') return false;
  const debt = new Set(labels.map(fold));
  return labelsOf(issue).some((name) => debt.has(name));
}

/** The labels of an embedded issue, folded. */
export function labelsOf(issue: EmbeddedIssue): string[] {
  const names = (issue.labels ?? []).map((label) => (typeof label === 'string' ? label : label.name));
  return names.flatMap((name) => (name ? [fold(name)] : []));
}
