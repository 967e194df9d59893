import type { Installation, IssueFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, type Thing } from '../queue/index.ts';
import { governedRepository, type Repository, type Scope } from '../scope/index.ts';
import {
  type KnownIssue,
  knownIssue,
  type Observation,
  recordObservations,
  recordWeight,
  sameForm,
  sameIssue,
} from './facts.ts';
import type { HistoryEntry } from './ledger.ts';
import { observe } from './observe.ts';
import { openDebts } from './records.ts';

/**
 * Holds the open debt of a repository against what is recorded and heals the difference: webhooks get lost while
 * nobody listens. One listing for what is open; only what differs is looked at more closely. Votes have no webhook:
 * they come by this listing.
 */
export async function settleReconcile(house: House, repositoryId: number): Promise<Plan> {
  const governed = await governedRepository(house.db, repositoryId);
  if (!governed) return nothing;
  const { repository, scope } = governed;
  const github = await house.github.installation(repository.installationId);
  const { labels } = scope.config.debt;
  const listed = (await Promise.all(labels.map((label) => github.openLabelled(repository, label)))).flat();
  const debts = await openDebts(house.db, scope.id);
  const counted = new Set(
    debts.filter((debt) => debt.repositoryId === repositoryId).map((debt) => debt.number),
  );
  const observations: Observation[] = [];
  const reweighed: IssueFacts[] = [];
  for (const issue of listed) {
    const known = await knownIssue(house.db, { repositoryId, number: issue.number });
    if (
      !known ||
      known.gone ||
      !counted.has(issue.number) ||
      !sameIssue({ ...issue, form: known.form }, known)
    )
      observations.push(await observe(house, github, repository, issue, labels));
    else if (weighsOtherwise(issue, known)) reweighed.push(issue);
  }
  const numbers = new Set(listed.map((issue) => issue.number));
  observations.push(...(await vanished(house, github, repository, scope, numbers)));
  return {
    async write(db) {
      await recordObservations(db, observations, labels);
      for (const issue of reweighed) await recordWeight(db, repositoryId, issue);
    },
    settle: [...observations.map(({ issue }) => issue), ...reweighed].map(
      ({ number }): Thing => ({ kind: 'issue', repositoryId, number }),
    ),
  };
}

/** Only its cost or votes differ, and what is listed is not older than what is known: no history tells of that. */
function weighsOtherwise(listed: IssueFacts, known: KnownIssue): boolean {
  return listed.updatedAt >= known.updatedAt && (listed.votes !== known.votes || !sameForm(listed, known));
}

/** Open debt on record that GitHub does not list: closed, unlabelled, or gone. */
async function vanished(
  house: House,
  github: Installation,
  repository: Repository,
  scope: Scope,
  listed: ReadonlySet<number>,
): Promise<Observation[]> {
  const debts = await openDebts(house.db, scope.id);
  const missing = debts.filter((debt) => debt.repositoryId === repository.id && !listed.has(debt.number));
  const observations: Observation[] = [];
  for (const { number } of missing) {
    const issue = await github.issue(repository, number);
    if (issue) {
      const known = await knownIssue(house.db, { repositoryId: repository.id, number });
      const seen = await observe(house, github, repository, issue, scope.config.debt.labels);
      observations.push({
        ...seen,
        entries: [...seen.entries, ...unheard(seen.issue, known, house.clock())],
      });
    } else observations.push(...(await deleted(house, repository.id, number)));
  }
  return observations;
}

/** A label that is deleted leaves its issues without updating them, nor is it in their history: it was there until about now. */
function unheard(issue: IssueFacts, known: KnownIssue | undefined, at: Date): HistoryEntry[] {
  if (!known || !issue.open || !known.open || issue.updatedAt > known.updatedAt) return [];
  const { open, labels } = issue;
  return [{ at, order: 0, kind: 'seen', open, labels, reason: null }];
}

async function deleted(house: House, repositoryId: number, number: number): Promise<Observation[]> {
  const issue = await knownIssue(house.db, { repositoryId, number });
  if (!issue) return [];
  const entry = { at: house.clock(), order: 0, kind: 'deleted' } as const;
  return [{ repositoryId, issue, entries: [entry], gone: 'deleted', paidBy: [] }];
}
