import type { Db } from '../store/index.ts';
import { addMs, DAY } from '../time.ts';
import { isSuspended } from './installations.ts';

/**
 * GitHub asked an installation to slow down: before then nothing of it leaves and nothing is settled, be it wanted now
 * or later. Reading and writing share GitHub's limits ("Rate limits for the REST API"). Deliveries are taken in all the
 * same: nearly all of them only record what they say, and one that asks for more waits by itself.
 */
export async function pause(db: Db, installationId: number, until: Date, now: Date): Promise<void> {
  await db
    .updateTable('installations')
    .set({ paused_until: until })
    .where('id', '=', installationId)
    // A limit that is met meanwhile shortens no pause.
    .where('id', 'not in', paused(db, now).where('paused_until', '>', until))
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

async function isPaused(db: Db, installationId: number, now: Date): Promise<boolean> {
  return (await paused(db, now).where('id', '=', installationId).executeTakeFirst()) !== undefined;
}

/** Whether GitHub is to be left alone for an installation now. */
export async function rests(db: Db, installationId: number, now: Date): Promise<boolean> {
  return (await isSuspended(db, installationId)) || (await isPaused(db, installationId, now));
}
