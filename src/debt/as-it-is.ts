/**
 * What is remembered of an issue, without what was called back before it left for GitHub: a file that is gone, or that
 * only observes now, takes back what it had wanted.
 */
import { isAmong } from '../logins.ts';
import { type Effect, findPost, isUnderWay } from '../queue/index.ts';
import type { Db } from '../store/index.ts';
import type { KnownIssue } from './facts.ts';
import type { Ownership } from './ownership.ts';
import { COMMENT_MARKER } from './wording.ts';

type At = { readonly repositoryId: number; readonly number: number };
type Unassign = Extract<Effect, { kind: 'unassign' }>;

/** @returns what is true of the remembered, and the taking back that nobody is about any more */
export async function asItIs(
  db: Db,
  installationId: number,
  at: At,
  issue: KnownIssue,
  remembered: Ownership,
): Promise<{ before: Ownership; astray: readonly Unassign[] }> {
  const { repositoryId, number } = at;
  const stranded: Unassign[] = [];
  for (const login of remembered.withdrawing) {
    const unassign = { kind: 'unassign', repositoryId, number, login } as const;
    if (!(await isUnderWay(db, installationId, unassign))) stranded.push(unassign);
  }
  const before = await withoutTheNeverMade(db, installationId, at, issue, remembered);
  const astray = stranded.filter(({ login }) => isAmong(issue.assignees, login));
  if (astray.length === stranded.length) return { before, astray };
  // Not assigned any more: should a person assign them again, that is the person's.
  const over = stranded.filter((one) => !astray.includes(one)).map(({ login }) => login);
  const withdrawing = before.withdrawing.filter((login) => !isAmong(over, login));
  return { before: { ...before, withdrawing }, astray };
}

async function withoutTheNeverMade(
  db: Db,
  installationId: number,
  { repositoryId, number }: At,
  issue: KnownIssue,
  remembered: Ownership,
): Promise<Ownership> {
  const { owner, confirmedAt } = remembered;
  if (owner === null || confirmedAt || isAmong(issue.assignees, owner)) return remembered;
  if (await isUnderWay(db, installationId, { kind: 'assign', repositoryId, number, login: owner }))
    return remembered;
  // The comment was wanted together with the assignment, and may have been made before that was called back.
  const post = await findPost(db, { repositoryId, number, marker: COMMENT_MARKER });
  return { ...remembered, owner: null, givenAt: null, startedAt: null, commented: post !== undefined };
}
