/** An issue that moves from one repository of a scope to another: its past, and its owner, go along. */
import { moveDecisions } from '../agreement/index.ts';
import { issueFacts, type RawIssue } from '../github/index.ts';
import { movePosts } from '../queue/index.ts';
import type { Db } from '../store/index.ts';
import { markerStart } from '../text.ts';
import { historyOf, type IssueAt, knownIssue, type Observation, recordObservation } from './facts.ts';
import { moveInIteration } from './iteration.ts';
import { keepPayments, paymentsOf } from './save-spells.ts';
import { moveVoices } from './voices.ts';
import { moveWait } from './waits.ts';

/** What GitHub says of a transfer ("Webhook events and payloads", issues: transferred). */
export type Transfer = {
  readonly new_issue?: RawIssue | null | undefined;
  readonly new_repository?: { readonly id: number } | null | undefined;
};

/** Where an issue went, if that is known. */
export function destinationOf(
  transfer: Transfer | undefined,
): { repositoryId: number; issue: RawIssue } | undefined {
  const { new_issue: issue, new_repository: repository } = transfer ?? {};
  return issue && repository ? { repositoryId: repository.id, issue } : undefined;
}

/**
 * Goes on with the spell of an issue where it went. What it left behind is kept as gone, so that nothing that comes
 * late brings it back.
 */
export async function moveIssue(
  db: Db,
  left: Observation,
  to: { readonly repositoryId: number; readonly issue: RawIssue },
  labels: readonly string[],
): Promise<void> {
  const from: IssueAt = { repositoryId: left.repositoryId, number: left.issue.number };
  const entries = await historyOf(db, from);
  const payments = await paymentsOf(db, from);
  await forgetPast(db, from);
  await recordObservation(db, { ...left, entries: [], gone: 'transferred' }, labels);
  const shown = issueFacts(to.issue);
  const there = { repositoryId: to.repositoryId, number: shown.number };
  // Where this comes late, more may be known of it there.
  const known = await knownIssue(db, there);
  const issue = known && known.updatedAt >= shown.updatedAt ? known : shown;
  await moveDecisions(db, from, there);
  await moveVoices(db, from, there);
  await moveOwnership(db, from, there);
  await moveInIteration(db, from, there);
  await moveWait(db, from, there);
  // What a retro opened is told of by the next one.
  await movePosts(db, from, there, 'issue', markerStart('retro'));
  await recordObservation(
    db,
    { repositoryId: to.repositoryId, issue, entries, gone: known?.gone ?? null, paidBy: left.paidBy },
    labels,
  );
  await keepPayments(db, there, payments);
}

async function forgetPast(db: Db, { repositoryId, number }: IssueAt): Promise<void> {
  await db
    .deleteFrom('history')
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .execute();
}

/** What the bot remembers of its dealings with an issue. */
export async function moveOwnership(db: Db, from: IssueAt, to: IssueAt): Promise<void> {
  const there = await db
    .selectFrom('debts')
    .select('number')
    .where('repository_id', '=', to.repositoryId)
    .where('number', '=', to.number)
    .executeTakeFirst();
  if (there) return;
  await db
    .updateTable('debts')
    .set({ repository_id: to.repositoryId, number: to.number })
    .where('repository_id', '=', from.repositoryId)
    .where('number', '=', from.number)
    .execute();
}
