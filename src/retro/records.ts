import { type Db, json } from '../store/index.ts';
import { marker } from '../text.ts';
import type { Action } from './actions.ts';

/** A retro that was opened, or is about to be; `series`, `key` and `state` as in its table. */
export type Retro = {
  readonly scopeId: number;
  readonly key: string;
  readonly series: string;
  readonly repositoryId: number;
  readonly number: number | null;
  readonly start: Date;
  readonly end: Date;
  readonly state: 'open' | 'closed' | 'over' | 'gone';
};

export function retroMarker({ scopeId, key }: Pick<Retro, 'scopeId' | 'key'>): string {
  return marker('retro', `${scopeId}/${key}`);
}

/** The marker of the issue that is opened for a line of the checklist. */
export function debtMarker(
  { scopeId, key }: Pick<Retro, 'scopeId' | 'key'>,
  action: Pick<Action, 'key'>,
): string {
  return marker('retro', `${scopeId}/${key}/debt/${action.key}`);
}

export async function retroByKey(db: Db, scopeId: number, key: string): Promise<Retro | undefined> {
  return retros(db).where('scope_id', '=', scopeId).where('key', '=', key).executeTakeFirst();
}

/** The retro that an issue is. */
export async function retroAt(db: Db, repositoryId: number, number: number): Promise<Retro | undefined> {
  return retros(db).where('repository_id', '=', repositoryId).where('number', '=', number).executeTakeFirst();
}

/** The retros of a scope, newest first. */
export async function retrosOf(db: Db, scopeId: number): Promise<Retro[]> {
  return retros(db).where('scope_id', '=', scopeId).orderBy('end', 'desc').orderBy('key').execute();
}

/** The retros that are open in the home of a scope, by their numbers, newest first. */
export async function openRetros(
  db: Db,
  { id, home }: { readonly id: number; readonly home: { readonly id: number } },
): Promise<number[]> {
  const open = (await retrosOf(db, id)).filter(({ state }) => state === 'open');
  return open.flatMap(({ number, repositoryId }) =>
    number !== null && repositoryId === home.id ? [number] : [],
  );
}

function retros(db: Db) {
  return db
    .selectFrom('retros')
    .select(['scope_id as scopeId', 'key', 'series', 'repository_id as repositoryId', 'number'])
    .select(['start', 'end', 'state']);
}

/** Takes down a retro as it is now. */
export async function recordRetro(db: Db, retro: Retro): Promise<void> {
  const { scopeId, key, series, repositoryId, start, end, ...changes } = retro;
  await db
    .insertInto('retros')
    .values({ scope_id: scopeId, key, series, repository_id: repositoryId, start, end, ...changes })
    .onConflict((conflict) => conflict.columns(['scope_id', 'key']).doUpdateSet(changes))
    .execute();
}

/** From when on each series of a scope is counted. */
export async function countedSince(db: Db, scopeId: number): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('retro_counts')
    .select(['series', 'since'])
    .where('scope_id', '=', scopeId)
    .execute();
  return new Map(rows.map(({ series, since }) => [series, since]));
}

/** Counts these series from these instants on, and no others. */
export async function recordCounts(
  db: Db,
  scopeId: number,
  counts: ReadonlyMap<string, Date>,
): Promise<void> {
  await db.deleteFrom('retro_counts').where('scope_id', '=', scopeId).execute();
  if (counts.size === 0) return;
  const rows = [...counts].map(([series, since]) => ({ scope_id: scopeId, series, since }));
  await db.insertInto('retro_counts').values(rows).execute();
}

/** The checklist of a retro as it was read last, in its order; what was struck off comes last. */
export async function actionsOf(db: Db, { scopeId, key }: Pick<Retro, 'scopeId' | 'key'>): Promise<Action[]> {
  const rows = await db
    .selectFrom('retro_actions')
    .select(['key', 'said', 'wants', 'done_at as doneAt', 'listed', 'asked_in as askedIn'])
    .where('scope_id', '=', scopeId)
    .where('retro', '=', key)
    .orderBy('ordinal')
    .execute();
  return rows.map(({ listed, ...row }) => ({ ...row, listed: listed ? 'listed' : 'struck' }));
}

export async function recordActions(
  db: Db,
  { scopeId, key: retro }: Pick<Retro, 'scopeId' | 'key'>,
  actions: readonly Action[],
): Promise<void> {
  await db.deleteFrom('retro_actions').where('scope_id', '=', scopeId).where('retro', '=', retro).execute();
  if (actions.length === 0) return;
  const rows = actions.map(({ key, said, wants, doneAt, listed, askedIn }, ordinal) => ({
    ...{ scope_id: scopeId, retro, key, ordinal, said, wants: json(wants) },
    ...{ done_at: doneAt, listed: listed === 'listed', asked_in: askedIn },
  }));
  await db.insertInto('retro_actions').values(rows).execute();
}

export type IssueAt = { readonly repositoryId: number; readonly number: number };

/** The issues that were opened for debt in checklists, by their markers. */
export async function openedFor(db: Db, markers: readonly string[]): Promise<Map<string, IssueAt>> {
  if (markers.length === 0) return new Map();
  const rows = await db
    .selectFrom('posts')
    .select(['repository_id as repositoryId', 'number', 'marker'])
    .where('marker', 'in', markers)
    .where('comment_id', '=', 0)
    .execute();
  return new Map(rows.map(({ marker, ...at }) => [marker, at]));
}

/** What became of an issue as far as it is known here. */
export async function fateOf(db: Db, { repositoryId, number }: IssueAt): Promise<Fate> {
  const row = await db
    .selectFrom('issues')
    .select(['open', 'state_reason as reason', 'gone'])
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row || (row.open && row.gone === null)) return 'open';
  if (row.gone !== null) return 'gone';
  return row.reason === 'not_planned' || row.reason === 'duplicate' ? 'declined' : 'paid';
}

export type Fate = 'open' | 'paid' | 'declined' | 'gone';
