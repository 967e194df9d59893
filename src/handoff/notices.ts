import { type Db, isFilled, json } from '../store/index.ts';

/** What was announced of a shift before it began. */
export type Notice = {
  /** Who was told that they come; nothing where nobody was. */
  readonly told: readonly string[] | undefined;
  /** How many comments there are on the shift. */
  readonly tellings: number;
  /** How many places were said to stay empty. */
  readonly gap: number;
  /** Whose places were said to be empty for a while. */
  readonly empty: readonly Empty[];
};

export type Empty = { readonly login: string; readonly from: Date; readonly to: Date };

type Rota = { readonly scopeId: number; readonly rotation: string };

export async function noticeOf(db: Db, rota: Rota, start: Date): Promise<Notice> {
  const row = await db
    .selectFrom('notices')
    .select(['told', 'tellings', 'gap', 'empty_places'])
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .where('start', '=', start)
    .executeTakeFirst();
  const empty = (row?.empty_places ?? []).map(revived);
  return { told: row?.told ?? undefined, tellings: row?.tellings ?? 0, gap: row?.gap ?? 0, empty };
}

/** The shifts in which places were said to be empty, and which: one may last beyond the shift in which it begins. */
export async function saidEmpty(db: Db, rota: Rota): Promise<{ start: Date; empty: Empty[] }[]> {
  const rows = await db
    .selectFrom('notices')
    .select(['start', 'empty_places'])
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .where(isFilled('empty_places'))
    .orderBy('start')
    .execute();
  return rows.map(({ start, empty_places }) => ({ start, empty: empty_places.map(revived) }));
}

function revived({ login, from, to }: { login: string; from: string; to: string }): Empty {
  return { login, from: new Date(from), to: new Date(to) };
}

/** Takes down what is announced now. */
export async function recordNotice(db: Db, rota: Rota, start: Date, notice: Notice): Promise<void> {
  const { told, empty, tellings, gap } = notice;
  const places = empty.map(({ login, from, to }) => {
    return { login, from: from.toISOString(), to: to.toISOString() };
  });
  const columns = { tellings, gap, told: told ? json(told) : null, empty_places: json(places) };
  await db
    .insertInto('notices')
    .values({ scope_id: rota.scopeId, rotation: rota.rotation, start, ...columns })
    .onConflict((conflict) => conflict.columns(['scope_id', 'rotation', 'start']).doUpdateSet(columns))
    .execute();
}

/** Shifts that have begun need no notice. */
export async function forgetNotices(db: Db, rota: Rota, before: Date): Promise<void> {
  await db
    .deleteFrom('notices')
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .where('start', '<', before)
    .execute();
}
