/** An issue with its whole history, as GitHub tells it. */
import { type Installation, type IssueFacts, isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Repository } from '../scope/index.ts';
import { knownIssue, newest, type Observation } from './facts.ts';
import { historyFromIssueEvents, type IssueEvent } from './history.ts';
import type { HistoryEntry } from './ledger.ts';

/** Asks for the history. */
export async function observe(
  house: House,
  github: Installation,
  repository: Repository,
  shown: IssueFacts,
  labels: readonly string[],
): Promise<Observation> {
  const issue = await newestOf(house, github, repository, shown);
  const entries = await pastOf(github, repository, issue, labels);
  return { repositoryId: repository.id, issue, entries, gone: null, paidBy: issue.assignees };
}

/** From a history that GitHub told along with the issue. */
export async function observeTold(
  house: House,
  github: Installation,
  repository: Repository,
  shown: IssueFacts,
  labels: readonly string[],
  events: readonly IssueEvent[],
): Promise<Observation> {
  const issue = await newestOf(house, github, repository, shown);
  const entries = entriesOf(events, issue, labels);
  return { repositoryId: repository.id, issue, entries, gone: null, paidBy: issue.assignees };
}

async function newestOf(house: House, github: Installation, repository: Repository, shown: IssueFacts) {
  const known = await knownIssue(house.db, { repositoryId: repository.id, number: shown.number });
  return newest(github, repository, shown, known);
}

/** Where GitHub gives no history, the issue counts from its creation: the best that is known. */
async function pastOf(
  github: Installation,
  repository: Repository,
  issue: IssueFacts,
  labels: readonly string[],
): Promise<HistoryEntry[]> {
  try {
    const events = await github.issueEvents(repository, issue.number);
    // Whether a transfer ended anything is told by what the issue is now.
    const now = { number: issue.number, state: issue.open ? 'open' : 'closed', labels: issue.labels };
    return entriesOf(
      events.map((event) => ({ ...event, issue: now })),
      issue,
      labels,
    );
  } catch (error) {
    if (!isRefused(error)) throw error;
    return bornLabelled(issue);
  }
}

function entriesOf(
  events: readonly IssueEvent[],
  issue: IssueFacts,
  labels: readonly string[],
): HistoryEntry[] {
  // What is here moved in, if it moved: nothing ended.
  const here = events.filter(({ event }) => event !== 'transferred');
  const past = historyFromIssueEvents(here, labels).get(issue.number) ?? [];
  return past.some((entry) => entry.kind === 'labeled') ? past : [...bornLabelled(issue), ...past];
}

function bornLabelled(issue: IssueFacts): HistoryEntry[] {
  return issue.labels.map((label) => ({ at: issue.createdAt, order: 0, kind: 'labeled', label }));
}
