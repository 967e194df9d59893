import type { House } from '../house.ts';
import { governedRepository } from '../scope/index.ts';
import { hasLabel, type IssueAt, type KnownIssue, knownIssue } from './facts.ts';

/** An issue, if it is open debt. */
export async function debtAt(house: House, at: IssueAt): Promise<KnownIssue | undefined> {
  const governed = await governedRepository(house.db, at.repositoryId);
  const issue = await knownIssue(house.db, at);
  if (!governed || !issue?.open || issue.gone) return undefined;
  return hasLabel(issue, governed.scope.config.debt.labels) ? issue : undefined;
}
