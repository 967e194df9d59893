import type { Db } from '../store/index.ts';
import { ITERATION } from './in-iteration.ts';

type At = { readonly repositoryId: number; readonly number: number };

export type Interruption = At & {
  readonly at: Date;
  readonly assignee: string;
  readonly scopeId: number;
  readonly rotation: string;
  readonly assigner: string | null;
  readonly answer: 'open' | 'counted';
};

/** Takes down an interruption; one that is told of twice is one. */
export async function recordInterruption(db: Db, seen: Interruption): Promise<void> {
  await db
    .insertInto('interruptions')
    .values({
      repository_id: seen.repositoryId,
      number: seen.number,
      at: seen.at,
      assignee: seen.assignee.toLowerCase(),
      scope_id: seen.scopeId,
      rotation: seen.rotation,
      assigner: seen.assigner,
      answer: seen.answer,
      answered_at: null,
      withdrawn: false,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The interruptions by an issue, oldest first. */
export async function interruptionsBy(db: Db, { repositoryId, number }: At) {
  return db
    .selectFrom('interruptions')
    .select(['at', 'assignee', 'scope_id as scopeId', 'rotation', 'assigner', 'answer'])
    .select('answered_at as answeredAt')
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .orderBy('at')
    .orderBy('assignee')
    .execute();
}

/** Whoever assigned it is forgotten: what remains is counted, never told by person. */
export async function closeInterruptions(
  db: Db,
  { repositoryId, number }: At,
  answered?: {
    readonly assignees: readonly string[];
    readonly answer: 'advised' | 'handed back';
    readonly now: Date;
  },
): Promise<void> {
  const open = db
    .updateTable('interruptions')
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .where('answer', '=', 'open');
  if (answered) {
    const { assignees, answer, now } = answered;
    await open.where('assignee', 'in', assignees).set({ answer, assigner: null, answered_at: now }).execute();
  }
  await open.set({ answer: 'counted', assigner: null }).execute();
}

export async function withdrawInterruptions(
  db: Db,
  { repositoryId, number }: At,
  rotations: readonly string[],
): Promise<void> {
  if (rotations.length === 0) return;
  await db
    .updateTable('interruptions')
    .set({ withdrawn: true })
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .where('rotation', 'in', rotations)
    .execute();
}

/**
 * Issues that were assigned to people on duty or in an iteration; how many of them were handed back, and how many
 * disturbed an iteration.
 */
export type Interruptions = {
  readonly issues: number;
  readonly handedBack: number;
  readonly inIteration?: number;
};

/** The interruptions of a scope in a span, its end exclusive. What turned out to be debt is none. */
export async function interruptionsIn(
  db: Db,
  scopeId: number,
  span: { readonly start: Date; readonly end: Date },
): Promise<Interruptions> {
  const rows = await db
    .selectFrom('interruptions')
    .select(['repository_id', 'number', 'answer', 'rotation'])
    .where('scope_id', '=', scopeId)
    .where('at', '>=', span.start)
    .where('at', '<', span.end)
    .where('withdrawn', '=', false)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('spells')
            .select('spells.number')
            .whereRef('spells.repository_id', '=', 'interruptions.repository_id')
            .whereRef('spells.number', '=', 'interruptions.number')
            .where((eb) =>
              eb.or([eb('spells.end', 'is', null), eb('spells.end', '>', eb.ref('interruptions.at'))]),
            ),
        ),
      ),
    )
    .execute();
  const key = (row: { repository_id: number; number: number }) => `${row.repository_id}#${row.number}`;
  const issues = (some: typeof rows) => new Set(some.map(key)).size;
  return {
    issues: issues(rows),
    handedBack: issues(rows.filter(({ answer }) => answer === 'handed back')),
    inIteration: issues(rows.filter(({ rotation }) => rotation === ITERATION)),
  };
}
