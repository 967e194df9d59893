/** How long debt has waited for room. It is looked at once a night: what came and went in a day did not wait. */
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { issueKey } from './records.ts';
import { wantedGifts } from './settle-queue.ts';

type At = { readonly repositoryId: number; readonly number: number };

/** What waits and finds no room now. */
export async function waitingNow(db: Db, scope: Scope, now: Date): Promise<At[]> {
  const { waiting, gifts } = await wantedGifts(db, scope, now);
  return waiting.filter((debt) => !gifts.some((gift) => gift.debt === debt));
}

/** Takes down what waits since tonight, and strikes out what does not any more. */
export async function recordWaits(db: Db, scopeId: number, waiting: readonly At[], now: Date): Promise<void> {
  const before = await waitingSince(db, scopeId);
  const still = new Set(waiting.map(issueKey));
  for (const { repositoryId, number } of before) {
    if (still.has(issueKey({ repositoryId, number }))) continue;
    await db
      .deleteFrom('waits')
      .where('repository_id', '=', repositoryId)
      .where('number', '=', number)
      .execute();
  }
  const known = new Set(before.map(issueKey));
  const fresh = waiting.filter((at) => !known.has(issueKey(at)));
  for (let first = 0; first < fresh.length; first += AT_ONCE) {
    const rows = fresh.slice(first, first + AT_ONCE).map(({ repositoryId, number }) => {
      return { repository_id: repositoryId, number, since: now };
    });
    await db
      .insertInto('waits')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** An issue that moves within a scope goes on waiting. */
export async function moveWait(db: Db, from: At, to: At): Promise<void> {
  const [left] = await db
    .deleteFrom('waits')
    .where('repository_id', '=', from.repositoryId)
    .where('number', '=', from.number)
    .returning('since')
    .execute();
  if (!left) return;
  await db
    .insertInto('waits')
    .values({ repository_id: to.repositoryId, number: to.number, ...left })
    .onConflict((conflict) => conflict.columns(['repository_id', 'number']).doUpdateSet(left))
    .execute();
}

/** Rows of one INSERT. */
const AT_ONCE = 1000;

/** What has waited in a scope, and since when at the latest. */
export async function waitingSince(db: Db, scopeId: number): Promise<(At & { readonly since: Date })[]> {
  return db
    .selectFrom('waits')
    .innerJoin('repositories', 'repositories.id', 'waits.repository_id')
    .select(['waits.repository_id as repositoryId', 'number', 'since'])
    .where('repositories.scope_id', '=', scopeId)
    .execute();
}
