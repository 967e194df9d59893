/**
 * What people hear of a shift before it begins: whoever comes, in time to swap; and the leads, of a gap that nobody
 * fills. What was said is recorded with the saying, so each thing is said once, and again only when it changed.
 */
import { leadsOf, type Rotation } from '../config/index.ts';
import { dashboardEffect, dashboardMarker } from '../dashboard/index.ts';
import type { House } from '../house.ts';
import { type Effect, nothing, type Plan, setTimer, timerName } from '../queue/index.ts';
import { type ComingShift, comingShifts, earlier, rotaAt } from '../rotation/index.ts';
import { mayReport, type Scope, scopeById } from '../scope/index.ts';
import { addMs, DAY } from '../time.ts';
import { forgetNotices, type Notice, noticeOf, recordNotice } from './notices.ts';
import { gapBody, gapMarker, noticeBody, noticeMarker } from './wording-notice.ts';

type Due = { readonly scopeId: number; readonly rotation: string };

/** Notices of shifts that began are kept for a while, should a clock go back. */
const KEPT = 30 * DAY;

type Comment = { readonly marker: string; readonly body: string };

/** What is to be said of a shift, and what is then on record. */
type Saying = { readonly notice: Notice; readonly comments: readonly Comment[] };

export async function settleNotice(house: House, due: Due): Promise<Plan> {
  const scope = await scopeById(house.db, due.scopeId);
  if (!scope) return nothing;
  const rotation = scope.config.rotations.find(({ name }) => name === due.rotation);
  const name = timerName({ ...due, kind: 'notice' });
  const timer = { scopeId: scope.id, installationId: scope.installationId, name };
  if (!rotation || scope.config.mode !== 'act' || !mayReport(scope))
    return { write: (db) => setTimer(db, { ...timer, nextAt: undefined }) };
  const now = house.clock();
  const rota = await rotaAt(house.db, scope.id, rotation, now);
  const comes = rota.next && rotation.notice && earlier(rota.next.start, rotation.notice, rotation.timezone);
  const told: { readonly start: Date; readonly saying: Saying }[] = [];
  for (const [place, shift] of comingShifts(rotation, rota, now).entries()) {
    const before = { notice: await noticeOf(house.db, due, shift.start), comments: [] };
    const isAnnounced = place === 0 && comes !== undefined && comes <= now;
    const after = withGap(
      scope,
      rotation,
      shift,
      isAnnounced ? withHeadsUp(rotation, shift, before) : before,
    );
    if (after !== before) told.push({ start: shift.start, saying: after });
  }
  const comments = told.flatMap(({ saying }) => saying.comments);
  return {
    async write(db) {
      for (const { start, saying } of told) await recordNotice(db, due, start, saying.notice);
      await forgetNotices(db, due, addMs(now, -KEPT));
      await setTimer(db, { ...timer, nextAt: comes && comes > now ? comes : undefined });
    },
    effects:
      comments.length > 0
        ? [await dashboardEffect(house, scope, now), ...comments.map((one) => announcement(scope, one, now))]
        : [],
  };
}

/** Tells those who come; after that, whoever comes or need not come any more. */
function withHeadsUp(rotation: Rotation, shift: ComingShift, saying: Saying): Saying {
  const { notice: before, comments } = saying;
  const told = before.told ?? [];
  const coming = without(shift.onDuty, told);
  const spared = without(told, shift.onDuty);
  if (coming.length + spared.length === 0) return saying;
  const telling = before.tellings + 1;
  const body = noticeBody({
    rotation: rotation.name,
    timezone: rotation.timezone,
    start: shift.start,
    end: shift.end,
    onDuty: shift.onDuty,
    coming,
    spared,
    facilitator: before.told ? undefined : rotation.facilitator,
    telling,
    news: before.told ? 'changed' : 'comes',
  });
  const comment = { marker: noticeMarker(rotation.name, shift.start, telling), body };
  return {
    notice: { ...before, told: shift.onDuty, tellings: telling },
    comments: [...comments, comment],
  };
}

/** Tells the leads of a gap, and again when it grows; one that shrinks or is mended is taken down without a word. */
function withGap(scope: Scope, rotation: Rotation, shift: ComingShift, saying: Saying): Saying {
  const { notice: before, comments } = saying;
  if (before.gap === shift.missing) return saying;
  if (before.gap > shift.missing) return { notice: { ...before, gap: shift.missing }, comments };
  const { name, timezone } = rotation;
  const telling = before.tellings + 1;
  const body = gapBody({ ...shift, rotation: name, timezone, leads: leadsOf(scope.config), telling });
  return {
    notice: { ...before, gap: shift.missing, tellings: telling },
    comments: [...comments, { marker: gapMarker(name, shift.start, telling), body }],
  };
}

function announcement(scope: Scope, { marker, body }: Comment, now: Date): Effect {
  return {
    kind: 'announcement',
    repositoryId: scope.home.id,
    scopeId: scope.id,
    dashboard: dashboardMarker(scope, now),
    marker,
    body,
  };
}

function without(logins: readonly string[], others: readonly string[]): string[] {
  const there = new Set(others.map((login) => login.toLowerCase()));
  return logins.filter((login) => !there.has(login.toLowerCase()));
}
