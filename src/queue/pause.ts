import type { Db } from '../store/index.ts';
import { addMs, DAY } from '../time.ts';

/** GitHub asked an installation to slow down: nothing of it leaves before then, be it wanted now or later. */
export async function pauseOutbox(db: Db, installationId: number, until: Date): Promise<void> {
  await db
    .updateTable('installations')
    .set({ paused_until: until })
    .where('id', '=', installationId)
    .execute();
}

/** No pause is longer than a day (see `afterFailure`): one that seems so is of a clock that has been set back. */
export function paused(db: Db, now: Date) {
  return db
    .selectFrom('installations')
    .select('id')
    .where('paused_until', '>', now)
    .where('paused_until', '<=', addMs(now, DAY));
}

export async function isPaused(db: Db, installationId: number, now: Date): Promise<boolean> {
  return (await paused(db, now).where('id', '=', installationId).executeTakeFirst()) !== undefined;
}
