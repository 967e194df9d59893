/** How people take back what they arranged by commands. */
import type { Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { type Difference, withoutCovers } from './agreement.ts';
import { handBack } from './away.ts';
import { knownOf } from './known.ts';
import { changedAt, closeRequest, lastRequest, type Request } from './requests.ts';

type Single = {
  readonly kind: 'covers' | 'absences';
  readonly id: number;
  readonly from: Date;
  /** Whose time it is about. */
  readonly whose: string;
};

/** Something that somebody arranged and that is not over. */
export type Arranged = Single | { readonly kind: 'request'; readonly request: Request };

/** What somebody arranged last, alone or with another, if it is not over. */
export async function lastArranged(
  db: Db,
  scopeId: number,
  login: string,
  now: Date,
): Promise<Arranged | undefined> {
  const request = await lastRequest(db, scopeId, login, now);
  const all = [
    await newest('covers'),
    await newest('absences'),
    request && { at: changedAt(request), arranged: { kind: 'request', request } as const },
  ].filter((one) => one !== undefined);
  return all.toSorted((a, b) => a.at.getTime() - b.at.getTime()).at(-1)?.arranged;

  async function newest(kind: Single['kind']) {
    const mine = db
      .selectFrom(kind)
      .select(['id', 'from', 'made_at as at', `${kind === 'covers' ? 'owner' : 'login'} as whose`])
      .where('scope_id', '=', scopeId)
      .where('made_by', '=', login.toLowerCase())
      .where('to', '>', now)
      .where('undone_at', 'is', null);
    const alone = kind === 'covers' ? mine.where('request_id', 'is', null) : mine;
    const row = await alone.orderBy('id', 'desc').limit(1).executeTakeFirst();
    return row && { at: row.at, arranged: { kind, id: row.id, from: row.from, whose: row.whose } };
  }
}

/** What has passed of it stays as it was. */
export async function undo(db: Db, scopeId: number, arranged: Arranged, now: Date): Promise<void> {
  if (arranged.kind === 'request') {
    const { id } = arranged.request;
    await closeRequest(db, id, 'undone', now);
    const left = db.updateTable('covers').where('request_id', '=', id).where('to', '>', now);
    await left.where('from', '>=', now).set({ undone_at: now }).execute();
    await left.where('from', '<', now).set({ to: now }).execute();
    return;
  }
  const { kind, id, from, whose } = arranged;
  const row = db.updateTable(kind).where('id', '=', id);
  await (from < now ? row.set({ to: now }) : row.set({ undone_at: now })).execute();
  if (kind === 'absences') await handBack(db, scopeId, whose, now);
}

/** Who will serve in whose place once what came of a request is taken back. */
export async function previewUndo(
  db: Db,
  scopeId: number,
  rotation: Rotation,
  request: Request,
  now: Date,
): Promise<Difference[]> {
  const known = await knownOf(db, scopeId, rotation, now);
  const gone = known.covers.filter(({ requestId }) => requestId === request.id);
  return withoutCovers(rotation, known, gone, now);
}
