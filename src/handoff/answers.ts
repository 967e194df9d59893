/** Whether those who left a shift got the time that they were promised: what is kept of their answers. */
import type { Reaction } from '../github/index.ts';
import type { Scope } from '../scope/index.ts';
import { type Db, json } from '../store/index.ts';

/** How many said yes and no; never who. */
export type Total = { readonly yes: number; readonly no: number };

/**
 * Counts the thumbs of those who were asked, each once. Whoever shows both has not answered; what others show is none
 * of it. Logins compare without case.
 */
export function tally(reactions: readonly Reaction[], asked: readonly string[]): Total {
  const showing = (thumb: '+1' | '-1') =>
    new Set(reactions.filter(({ content }) => content === thumb).map(({ login }) => login.toLowerCase()));
  const [up, down] = [showing('+1'), showing('-1')];
  const people = new Set(asked.map((login) => login.toLowerCase()));
  return {
    yes: people.intersection(up).difference(down).size,
    no: people.intersection(down).difference(up).size,
  };
}

/** Takes down whom a handoff asks; a handoff that nobody leaves asks nobody. */
export async function recordAsked(
  db: Db,
  scope: Scope,
  rotation: string,
  { start, asked }: { readonly start: Date; readonly asked: readonly string[] },
): Promise<void> {
  if (asked.length === 0) return;
  await db
    .insertInto('handoff_answers')
    .values({
      ...{ scope_id: scope.id, rotation, start, repository_id: scope.home.id, asked: json(asked) },
      ...{ yes: 0, no: 0, read_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export type Asked = Total & {
  readonly rotation: string;
  readonly start: Date;
  readonly repositoryId: number;
  readonly asked: readonly string[];
  readonly readAt: Date | null;
};

/** The handoffs of a scope that asked since an instant, newest first. */
export function askedSince(db: Db, scopeId: number, since: Date): Promise<Asked[]> {
  return db
    .selectFrom('handoff_answers')
    .select(['rotation', 'start', 'repository_id as repositoryId', 'asked', 'yes', 'no', 'read_at as readAt'])
    .where('scope_id', '=', scopeId)
    .where('start', '>=', since)
    .orderBy('start', 'desc')
    .orderBy('rotation')
    .execute();
}

export async function recordTotal(
  db: Db,
  scopeId: number,
  { rotation, start }: Pick<Asked, 'rotation' | 'start'>,
  total: Total,
  now: Date,
): Promise<void> {
  await db
    .updateTable('handoff_answers')
    .set({ ...total, read_at: now })
    .where('scope_id', '=', scopeId)
    .where('rotation', '=', rotation)
    .where('start', '=', start)
    .execute();
}
