/** What people of a roster ask of each other: to serve for them, or to swap a shift. */
import type { Db } from '../store/index.ts';
import { earliest, latest } from '../time.ts';

/** From one instant to another, exclusive. */
export type Time = { readonly from: Date; readonly to: Date };

/** What is asked, of whom, and where. */
export type Asking = Time & {
  readonly rotation: string;
  readonly asker: string;
  readonly asked: string;
  /** The time of the other that the asker would serve, in a swap. */
  readonly inReturn: Time | null;
  readonly repositoryId: number;
  /** The issue. */
  readonly number: number;
  readonly commentId: number;
};

export type Request = Asking & {
  readonly id: number;
  readonly state: 'open' | 'accepted';
  readonly madeAt: Date;
  readonly answeredAt: Date | null;
};

/** The requests that wait for somebody's answer, oldest first; one whose time is over waits for none. */
export async function openRequests(db: Db, scopeId: number, asked: string, now: Date): Promise<Request[]> {
  const rows = await requestsIn(db, scopeId)
    .where((eb) => eb.fn<string>('lower', ['asked']), '=', asked.toLowerCase())
    .where('state', '=', 'open')
    .execute();
  return rows.map(toRequest).filter((request) => lapsesAt(request) > now);
}

/** The last that somebody has a share in: what they asked and is open, or what was agreed on, as far as it is not over. */
export async function lastRequest(
  db: Db,
  scopeId: number,
  login: string,
  now: Date,
): Promise<Request | undefined> {
  const me = login.toLowerCase();
  const rows = await requestsIn(db, scopeId)
    .where('state', 'in', ['open', 'accepted'])
    .where((eb) =>
      eb.or([
        eb(eb.fn<string>('lower', ['asker']), '=', me),
        eb.and([eb(eb.fn<string>('lower', ['asked']), '=', me), eb('state', '=', 'accepted')]),
      ]),
    )
    .execute();
  const live = rows
    .map(toRequest)
    .filter((request) => (request.state === 'open' ? lapsesAt(request) : endsAt(request)) > now);
  return live.toSorted((a, b) => changedAt(a).getTime() - changedAt(b).getTime()).at(-1);
}

/** When a request came to be as it is. */
export function changedAt({ madeAt, answeredAt }: Request): Date {
  return answeredAt ?? madeAt;
}

/** When nobody can answer any more, for what it is about is over. */
export function lapsesAt({ to, inReturn }: Pick<Asking, 'to' | 'inReturn'>): Date {
  return inReturn ? earliest(inReturn.to, to) : to;
}

/** When nothing is left of what was agreed on. */
function endsAt({ to, inReturn }: Pick<Asking, 'to' | 'inReturn'>): Date {
  return inReturn ? latest(inReturn.to, to) : to;
}

/** Takes a request down, in place of those that it replaces. */
export async function recordRequest(
  db: Db,
  scopeId: number,
  asking: Asking,
  replaced: readonly Request[],
  now: Date,
): Promise<void> {
  for (const { id } of replaced) await closeRequest(db, id, 'replaced', now);
  const { inReturn, repositoryId, commentId, rotation, asker, asked, from, to, number } = asking;
  await db
    .insertInto('requests')
    .values({
      ...{ scope_id: scopeId, rotation, asker, asked, from, to, number },
      ...{ return_from: inReturn?.from ?? null, return_to: inReturn?.to ?? null },
      ...{ repository_id: repositoryId, comment_id: commentId, made_at: now, state: 'open' },
    })
    .execute();
}

export async function closeRequest(
  db: Db,
  id: number,
  state: 'accepted' | 'declined' | 'undone' | 'replaced',
  now: Date,
): Promise<void> {
  await db.updateTable('requests').set({ state, answered_at: now }).where('id', '=', id).execute();
}

function requestsIn(db: Db, scopeId: number) {
  return db.selectFrom('requests').selectAll().where('scope_id', '=', scopeId).orderBy('id');
}

type Row = Awaited<ReturnType<ReturnType<typeof requestsIn>['execute']>>[number];

function toRequest(row: Row): Request {
  const { id, rotation, asker, asked, from, to, number, return_from: start, return_to: end } = row;
  return {
    ...{ id, rotation, asker, asked, from, to, number },
    inReturn: start && end ? { from: start, to: end } : null,
    repositoryId: row.repository_id,
    commentId: row.comment_id,
    state: row.state === 'accepted' ? 'accepted' : 'open',
    madeAt: row.made_at,
    answeredAt: row.answered_at,
  };
}
