import { type Db, json } from '../store/index.ts';

/** What was announced of a shift before it began. */
export type Notice = {
  /** Who was told that they come; nothing where nobody was. */
  readonly told: readonly string[] | undefined;
  /** How many comments there are on the shift. */
  readonly tellings: number;
  /** How many places were said to stay empty. */
  readonly gap: number;
};

type Rota = { readonly scopeId: number; readonly rotation: string };

export async function noticeOf(db: Db, rota: Rota, start: Date): Promise<Notice> {
  const row = await db
    .selectFrom('notices')
    .select(['told', 'tellings', 'gap'])
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .where('start', '=', start)
    .executeTakeFirst();
  return { told: row?.told ?? undefined, tellings: row?.tellings ?? 0, gap: row?.gap ?? 0 };
}

/** Takes down what is announced now. */
export async function recordNotice(db: Db, rota: Rota, start: Date, notice: Notice): Promise<void> {
  const { told, ...numbers } = notice;
  const columns = { ...numbers, told: told ? json(told) : null };
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
