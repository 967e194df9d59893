/**
 * GitHub asked an installation to slow down: before then nothing of it leaves, or nothing is settled, be it wanted now or
 * later. Deliveries are taken in all the same: nearly all of them only record what they say, and one that asks for more
 * waits by itself.
 */
import type { Db } from '../store/index.ts';
import { addMs, DAY } from '../time.ts';
import type { LaneName } from './bells.ts';
import { isSuspended } from './installations.ts';

const columns = { work: 'settling_paused_until', outbox: 'paused_until' } as const;

/** How much longer nothing leaves where nothing was settled: what is called back then should not leave before. */
const AFTER = 5000;

/**
 * A limit of whoever writes holds up nobody who decides: decisions read little, and call back what must not leave any
 * more. One that is met in deciding is a limit for reading, and those hold for writing as well ("Rate limits for the
 * REST API").
 */
export async function pause(
  db: Db,
  lane: LaneName,
  installationId: number,
  until: Date,
  now: Date,
): Promise<void> {
  await extend(db, lane, installationId, until, now);
  if (lane === 'work') await extend(db, 'outbox', installationId, addMs(until, AFTER), now);
}

/** A limit that is met meanwhile shortens no pause. */
async function extend(db: Db, lane: LaneName, installationId: number, until: Date, now: Date): Promise<void> {
  await db
    .updateTable('installations')
    .set({ [columns[lane]]: until })
    .where('id', '=', installationId)
    .where('id', 'not in', paused(db, lane, now).where(columns[lane], '>', until))
    .execute();
}

/** No pause is longer than a day (see `afterFailure`): one that seems so is of a clock that has been set back. */
export function paused(db: Db, lane: LaneName, now: Date) {
  return db
    .selectFrom('installations')
    .select('id')
    .where(columns[lane], '>', now)
    .where(columns[lane], '<=', addMs(now, DAY + AFTER));
}

async function isPaused(db: Db, lane: LaneName, installationId: number, now: Date): Promise<boolean> {
  return (await paused(db, lane, now).where('id', '=', installationId).executeTakeFirst()) !== undefined;
}

/** Whether GitHub is to be left alone for an installation now, as far as a lane is concerned. */
export async function rests(db: Db, lane: LaneName, installationId: number, now: Date): Promise<boolean> {
  return (await isSuspended(db, installationId)) || (await isPaused(db, lane, installationId, now));
}
