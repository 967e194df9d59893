/** What would be debt under another config: from the records, and by a look at GitHub where they cannot tell. */
import { type Installation, type IssueFacts, isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import { labelsIn, type Repository, type Scope, scopeById } from '../scope/index.ts';
import { hasLabel } from './facts.ts';
import { unowned } from './ownership.ts';
import { type DebtIssue, issueKey, openDebtsIn, ownershipOf } from './records.ts';
import { voicesOn } from './voices.ts';

type ForeseenDebts = {
  readonly debts: readonly DebtIssue[];
  /** What is debt now, and would be no more. */
  readonly ended: readonly DebtIssue[];
  /** Counted here for the first time: their age and past are not known yet. */
  readonly fresh: 'some' | 'none';
  /** Whether there is more than was looked at. */
  readonly counted: 'all' | 'part';
};

/** How many lists are asked for in all, each of at most so many issues: a change of the file is not to cost the budget. */
const LISTS = 30;
const ISSUES = 100;

/** @param repositories those that the scope would govern, as far as they may be told of */
export async function foreseeDebts(
  house: House,
  scope: Scope,
  repositories: readonly Repository[],
): Promise<ForeseenDebts> {
  const { labels } = scope.config.debt;
  const recorded = await openDebtsIn(
    house.db,
    repositories.map(({ id }) => id),
  );
  const names = await labelsIn(
    house.db,
    repositories.map(({ id }) => id),
    labels,
  );
  const isDebt = (debt: DebtIssue) => hasLabel(debt, names(debt.repositoryId));
  const debts = recorded.filter(isDebt);
  const ended = recorded.filter((debt) => !isDebt(debt));
  const github = await house.github.installation(scope.installationId);
  let lists = 0;
  let part = false;
  const fresh: DebtIssue[] = [];
  for (const repository of repositories) {
    for (const label of await uncounted(house, repository, labels)) {
      lists += 1;
      const list = lists > LISTS ? 'too many' : await openWith(github, repository, label);
      if (list === 'too many') {
        part = true;
        continue;
      }
      part ||= list.more === 'more';
      const known = new Set([...debts, ...fresh].filter(isIn(repository)).map(({ number }) => number));
      const news = list.issues.filter(({ number }) => !known.has(number));
      fresh.push(...(await Promise.all(news.map((issue) => toDebt(house, repository, issue)))));
    }
  }
  const found = new Set(fresh.map(issueKey));
  return {
    debts: [...debts, ...fresh],
    ended: ended.filter((debt) => !found.has(issueKey(debt))),
    fresh: fresh.length > 0 ? 'some' : 'none',
    counted: part ? 'part' : 'all',
  };
}

/** The labels whose issues in a repository are not on record. */
async function uncounted(
  house: House,
  { scopeId, backfilledAt }: Repository,
  labels: readonly string[],
): Promise<string[]> {
  const scope = scopeId === null || !backfilledAt ? undefined : await scopeById(house.db, scopeId);
  const counted = new Set(scope?.config.debt.labels.map((label) => label.toLowerCase()));
  return labels.filter((label) => !counted.has(label.toLowerCase()));
}

/** A repository that is gone, or has no issues, has no debt ("List repository issues": 404, 410). */
async function openWith(github: Installation, repository: Repository, label: string) {
  try {
    return await github.labelled(repository, label, { number: 1, size: ISSUES, state: 'open' });
  } catch (error) {
    if (!isRefused(error, 404, 410)) throw error;
    return { issues: [], more: 'last' as const };
  }
}

async function toDebt(house: House, repository: Repository, issue: IssueFacts): Promise<DebtIssue> {
  const { number, title, htmlUrl, labels, assignees, form, votes, createdAt } = issue;
  return {
    repositoryId: repository.id,
    repository: `${repository.owner}/${repository.name}`,
    visibility: repository.visibility,
    archived: repository.archived,
    ...{ number, title, htmlUrl, labels, assignees, form, votes },
    voices: await voicesOn(house.db, { repositoryId: repository.id, number }),
    since: createdAt,
    ownership: (await ownershipOf(house.db, repository.id, number)) ?? unowned,
  };
}

function isIn({ id }: Repository) {
  return ({ repositoryId }: DebtIssue) => repositoryId === id;
}
