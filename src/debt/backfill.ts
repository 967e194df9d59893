import { type Installation, type IssueFacts, isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { governedRepository, type Repository } from '../scope/index.ts';
import { knownIssue, newest, type Observation, recordObservation } from './facts.ts';
import { historyFromIssueEvents } from './history.ts';
import type { HistoryEntry } from './ledger.ts';

/** Small pages, so that what people wait for is served between two of them; in issues. */
const PAGE = 20;

/**
 * Counts the past of a repository's labelled issues, a page at a time: the ledger is filled from their event
 * history, and not a word is said. A page that fails is asked for again; one done twice changes nothing.
 */
export async function settleBackfill(
  house: House,
  thing: { repositoryId: number; page: number },
): Promise<Plan> {
  const governed = await governedRepository(house.db, thing.repositoryId);
  if (!governed) return nothing;
  const { repository, scope } = governed;
  const github = await house.github.installation(repository.installationId);
  const { labels } = scope.config.debt;
  const observations: Observation[] = [];
  let more = false;
  for (const label of labels) {
    const page = await github.labelled(repository, label, { number: thing.page, size: PAGE });
    more ||= page.more === 'more';
    for (const issue of page.issues)
      observations.push(await observe(house, github, repository, issue, labels));
  }
  const scopeId = scope.id;
  return {
    async write(db) {
      for (const observation of observations) await recordObservation(db, observation, labels);
      if (more) return;
      await db
        .updateTable('repositories')
        .set({ backfilled_at: house.clock() })
        .where('id', '=', repository.id)
        .execute();
    },
    settle: more
      ? [{ ...thing, kind: 'backfill', page: thing.page + 1 }]
      : [
          { kind: 'queue', scopeId },
          { kind: 'dashboard', scopeId },
        ],
  };
}

/** An issue as it is, with its whole history. */
export async function observe(
  house: House,
  github: Installation,
  repository: Repository,
  shown: IssueFacts,
  labels: readonly string[],
): Promise<Observation> {
  const known = await knownIssue(house.db, { repositoryId: repository.id, number: shown.number });
  const issue = await newest(github, repository, shown, known);
  const entries = await pastOf(github, repository, issue, labels);
  return { repositoryId: repository.id, issue, entries, gone: null, paidBy: issue.assignees };
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
    const past = historyFromIssueEvents(events, labels).get(issue.number) ?? [];
    return past.some((entry) => entry.kind === 'labeled') ? past : [...bornLabelled(issue), ...past];
  } catch (error) {
    if (!isRefused(error)) throw error;
    return bornLabelled(issue);
  }
}

function bornLabelled(issue: IssueFacts): HistoryEntry[] {
  return issue.labels.map((label) => ({ at: issue.createdAt, order: 0, kind: 'labeled', label }));
}
