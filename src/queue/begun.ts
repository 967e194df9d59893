/**
 * Which effects are under way. A process may die, or lose its lock, while GitHub is still at what it was asked; whoever
 * comes after it would look for what is not there yet, and ask a second time. So it is taken down that an attempt
 * begins, before anything leaves, and whoever finds one that is not its own lets GitHub finish.
 */
import type { Db } from '../store/index.ts';
import { addMs } from '../time.ts';

/** How long GitHub may be at a request, in milliseconds: it ends each after 10 s ("Timeouts", REST API). */
const UNDER_WAY = 15_000;

/** An attempt that began, or when that of somebody else is over. */
type Begun = { readonly at: Date } | { readonly wait: Date };

/** Takes down that an attempt begins. Wants the row held fast, or an installation with one worker. */
export async function beginEffect(db: Db, id: number, now: Date): Promise<Begun> {
  const before = await db.selectFrom('effects').select('begun_at').where('id', '=', id).executeTakeFirst();
  const begunAt = before?.begun_at;
  // Machines' clocks differ; one that is further ahead has been set back since.
  if (begunAt && Math.abs(now.getTime() - begunAt.getTime()) < UNDER_WAY)
    return { wait: addMs(begunAt, UNDER_WAY) };
  await db.updateTable('effects').set({ begun_at: now }).where('id', '=', id).execute();
  return { at: now };
}

/** Takes down that an attempt is over; one that somebody else has begun since is not. */
export async function endEffect(db: Db, id: number, begunAt: Date): Promise<void> {
  await db
    .updateTable('effects')
    .set({ begun_at: null })
    .where('id', '=', id)
    .where('begun_at', '=', begunAt)
    .execute();
}
