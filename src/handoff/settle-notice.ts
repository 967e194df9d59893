/**
 * What people hear of a shift before it begins: whoever comes, in time to swap; and the leads, of a gap that nobody
 * fills. What was said is recorded with the saying, so each thing is said once, and again only when it changed.
 */
import { announcementsOn } from '../dashboard/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, setTimer, timerName } from '../queue/index.ts';
import { scopeById } from '../scope/index.ts';
import { addMs, DAY } from '../time.ts';
import { forgetNotices, recordNotice } from './notices.ts';
import { noticesDue } from './notices-due.ts';

type Due = { readonly scopeId: number; readonly rotation: string };

/** Notices of shifts that began are kept for a while, should a clock go back. */
const KEPT = 30 * DAY;

export async function settleNotice(house: House, due: Due): Promise<Plan> {
  const scope = await scopeById(house.db, due.scopeId);
  if (!scope) return nothing;
  const rotation = scope.config.rotations.find(({ name }) => name === due.rotation);
  const name = timerName({ ...due, kind: 'notice' });
  const timer = { scopeId: scope.id, installationId: scope.installationId, name };
  if (!rotation) return { write: (db) => setTimer(db, { ...timer, nextAt: undefined }) };
  const now = house.clock();
  const { sayings, nextAt } = await noticesDue(house, scope, rotation);
  const comments = sayings.flatMap((saying) => saying.comments);
  return {
    async write(db) {
      for (const { start, notice } of sayings) await recordNotice(db, due, start, notice);
      await forgetNotices(db, due, addMs(now, -KEPT));
      await setTimer(db, { ...timer, nextAt });
    },
    effects: await announcementsOn(house, scope, comments, now),
  };
}
