/** How far the counting of the past is. */
import type { Scope } from '../scope/index.ts';
import type { Db, Visibility } from '../store/index.ts';
import { addMs, DAY } from '../time.ts';

export type Progress = {
  readonly repository: string;
  readonly repositoryId: number;
  readonly visibility: Visibility;
  /** In issues. */
  readonly read: number;
  readonly total: number;
};

export async function recordProgress(
  db: Db,
  repositoryId: number,
  { read, total }: Pick<Progress, 'read' | 'total'>,
): Promise<void> {
  const set = { backfill_read: read, backfill_total: total };
  await db.updateTable('repositories').set(set).where('id', '=', repositoryId).execute();
}

export async function endProgress(db: Db, repositoryId: number): Promise<void> {
  const set = { backfill_read: null, backfill_total: null };
  await db.updateTable('repositories').set(set).where('id', '=', repositoryId).execute();
}

/** The repositories of a scope whose labelled issues are still being counted, by name. */
export async function countingNow(db: Db, scopeId: number): Promise<Progress[]> {
  const rows = await db
    .selectFrom('repositories')
    .select(['id', 'owner', 'name', 'visibility', 'backfill_read as read', 'backfill_total as total'])
    .where('scope_id', '=', scopeId)
    .where('backfill_total', 'is not', null)
    .orderBy('owner')
    .orderBy('name')
    .execute();
  return rows.map(({ id, owner, name, visibility, read, total }) => ({
    repositoryId: id,
    repository: `${owner}/${name}`,
    visibility,
    read: read ?? 0,
    total: total ?? 0,
  }));
}

/**
 * Until when what is told of a new scope waits for its past, of which only a part is read: a day at most. Whoever reads it
 * settles what waited. Nothing where there is nothing to wait for.
 */
export async function awaitsPast(
  db: Db,
  { id, since }: Pick<Scope, 'id' | 'since'>,
  now: Date,
): Promise<Date | undefined> {
  const until = addMs(since, DAY);
  return now < until && (await isUnread(db, id)) ? until : undefined;
}

async function isUnread(db: Db, scopeId: number): Promise<boolean> {
  const row = await db
    .selectFrom('repositories')
    .select('id')
    .where('scope_id', '=', scopeId)
    .where('backfilled_at', 'is', null)
    .where('taken', '=', false)
    .where('archived', '=', false)
    .executeTakeFirst();
  return row !== undefined;
}
