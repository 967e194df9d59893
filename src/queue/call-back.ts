/** What was wanted and is wanted no more: it is called back, as far as it has not left for GitHub. */
import { sql } from 'kysely';
import type { Db } from '../store/index.ts';
import { remind } from './commit.ts';
import { type Effect, effectKey, thingKey } from './plan.ts';
import { findPost, type Post } from './posts.ts';

const aboutIssues: readonly Effect['kind'][] = [
  ...(['assign', 'unassign', 'reassign', 'comment', 'label', 'state'] as const),
  ...(['opening', 'milestone', 'milestoned'] as const),
];

/**
 * Calls back what was to happen to the issues of some repositories, also what GitHub refused: it must not be revived.
 * The issues are settled, for what is remembered of them may never have been.
 */
export async function callBackIssues(
  db: Db,
  installationId: number,
  repositoryIds: readonly number[],
  now: Date,
): Promise<void> {
  if (repositoryIds.length === 0) return;
  const called = await db
    .deleteFrom('effects')
    .where('installation_id', '=', installationId)
    .where(sql<string>`effect->>'kind'`, 'in', aboutIssues)
    .where(sql<number>`(effect->>'repositoryId')::bigint`, 'in', repositoryIds)
    .returning(sql<number>`(effect->>'repositoryId')::bigint`.as('repositoryId'))
    .returning(sql<number | null>`(effect->>'number')::int`.as('number'))
    .execute();
  for (const { repositoryId, number } of called)
    if (number !== null) await remind(db, installationId, { kind: 'issue', repositoryId, number }, now);
  const numbers = called.flatMap(({ number }) => number ?? []);
  if (called.length > 0) await leaveBehind(db, repositoryIds, numbers);
}

/** What GitHub was to be shown of alarms on these issues, or of those without an issue, it is not shown for now. */
async function leaveBehind(db: Db, repositoryIds: readonly number[], numbers: readonly number[]) {
  await db
    .updateTable('alarms')
    .set({ behind: true })
    .where('repository_id', 'in', repositoryIds)
    .where((eb) => eb('number', 'is', null).or(eb('number', 'in', numbers.length > 0 ? numbers : [null])))
    .execute();
}

/** Calls back what a scope was to tell in its home. */
export async function callBackReports(
  db: Db,
  installationId: number,
  scopeId: number,
  kinds: readonly ('dashboard' | 'announcement')[],
): Promise<void> {
  await db
    .deleteFrom('effects')
    .where('installation_id', '=', installationId)
    .where(sql<string>`effect->>'kind'`, 'in', kinds)
    .where(sql<number>`(effect->>'scopeId')::bigint`, '=', scopeId)
    .execute();
}

/** Whether a comment was posted, is still to be posted, or was refused; what was called back is none of these. */
export async function isSaid(
  db: Db,
  installationId: number,
  comment: Pick<Post, 'repositoryId' | 'number' | 'marker'>,
): Promise<boolean> {
  const effect = { ...comment, kind: 'comment', body: '' } as const;
  // In this order: what leaves meanwhile is on record as posted before it is wanted no more.
  return (await isWanted(db, installationId, effect)) || (await findPost(db, comment)) !== undefined;
}

/** Whether something of this key is still to be done, or was refused. */
export async function isWanted(db: Db, installationId: number, effect: Effect): Promise<boolean> {
  const row = await db
    .selectFrom('effects')
    .select('id')
    .where('installation_id', '=', installationId)
    .where('key', '=', effectKey(effect))
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a change of assignees is still to be made, was refused and may be revived, or has an answer to be read. */
export async function isUnderWay(
  db: Db,
  installationId: number,
  effect: Extract<Effect, { kind: 'assign' | 'unassign' }>,
): Promise<boolean> {
  const waiting = await db
    .selectFrom('effects')
    .select('id')
    .where('installation_id', '=', installationId)
    .where('key', '=', effectKey(effect))
    .where(sql<string>`effect->>'kind'`, '=', effect.kind)
    .executeTakeFirst();
  if (waiting) return true;
  const { repositoryId, number, login } = effect;
  // The key of an answer knows its kind alone.
  const keys = (['assigned', 'unassigned', 'unassignable'] as const).map((kind) =>
    thingKey({ kind: 'answer', repositoryId, number, login, answer: { kind } as { kind: 'unassignable' } }),
  );
  const answered = await db
    .selectFrom('settles')
    .select('key')
    .where('installation_id', '=', installationId)
    .where('key', 'in', keys)
    .executeTakeFirst();
  return answered !== undefined;
}
