/**
 * What people hear of a shift before it begins: whoever comes, in time to swap; and the leads, of a gap that nobody
 * fills. What was said is recorded with the saying, so each thing is said once, and again only when it changed.
 */
import { leadsOf, type Rotation } from '../config/index.ts';
import { dashboardEffect, dashboardMarker } from '../dashboard/index.ts';
import type { House } from '../house.ts';
import { type Effect, nothing, type Plan, setTimer, timerName } from '../queue/index.ts';
import { earlier, gapsAhead, type Rota, rotaAt, type Shift } from '../rotation/index.ts';
import { mayReport, type Scope, scopeById } from '../scope/index.ts';
import { addMs, DAY } from '../time.ts';
import { forgetNotices, type Notice, noticeOf, recordNotice } from './notices.ts';
import { gapBody, gapMarker, noticeBody, noticeMarker } from './wording-notice.ts';

type Due = { readonly scopeId: number; readonly rotation: string };

/** Notices of shifts that began are kept for a while, should a clock go back. */
const KEPT = 30 * DAY;

/** One thing that is said, and what is then on record. */
type Saying = {
  readonly start: Date;
  readonly notice: Notice;
  readonly marker: string;
  readonly body: string;
};

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
  const sayings = [
    ...(rota.next && comes && comes <= now ? await headsUp(house, due, rotation, rota.next) : []),
    ...(await gaps(house, due, scope, rotation, rota, now)),
  ];
  return {
    async write(db) {
      for (const { start, notice } of merged(sayings)) await recordNotice(db, due, start, notice);
      await forgetNotices(db, due, addMs(now, -KEPT));
      await setTimer(db, { ...timer, nextAt: comes && comes > now ? comes : undefined });
    },
    effects:
      sayings.length > 0
        ? [await dashboardEffect(house, scope, now), ...sayings.map((one) => announcement(scope, one, now))]
        : [],
  };
}

/** Tells those who come; after that, whoever comes or need not come any more. */
async function headsUp(house: House, due: Due, rotation: Rotation, shift: Shift): Promise<Saying[]> {
  const before = await noticeOf(house.db, due, shift.start);
  const told = before.told ?? [];
  const coming = without(shift.onDuty, told);
  const spared = without(told, shift.onDuty);
  if (coming.length + spared.length === 0) return [];
  const tellings = before.tellings + 1;
  const body = noticeBody({
    rotation: rotation.name,
    timezone: rotation.timezone,
    start: shift.start,
    end: shift.end,
    onDuty: shift.onDuty,
    coming,
    spared,
    facilitator: before.told ? undefined : rotation.facilitator,
    telling: tellings,
  });
  const notice = { ...before, told: shift.onDuty, tellings };
  return [{ start: shift.start, notice, marker: noticeMarker(rotation.name, shift.start, tellings), body }];
}

async function gaps(
  house: House,
  due: Due,
  scope: Scope,
  rotation: Rotation,
  rota: Rota,
  now: Date,
): Promise<Saying[]> {
  const sayings: Saying[] = [];
  for (const gap of gapsAhead(rotation, rota, now)) {
    const before = await noticeOf(house.db, due, gap.start);
    if (before.gap >= gap.missing) continue;
    const notice = { ...before, gap: gap.missing };
    const { name, timezone } = rotation;
    const body = gapBody({ rotation: name, timezone, leads: leadsOf(scope.config), ...gap });
    sayings.push({ start: gap.start, notice, marker: gapMarker(name, gap), body });
  }
  return sayings;
}

/** Both may be said of one shift, and stand in one record. */
function merged(sayings: readonly Saying[]): Pick<Saying, 'start' | 'notice'>[] {
  const byStart = new Map<number, Pick<Saying, 'start' | 'notice'>>();
  for (const { start, notice } of sayings) {
    const other = byStart.get(start.getTime())?.notice;
    byStart.set(start.getTime(), {
      start,
      notice: other ? { ...other, gap: Math.max(other.gap, notice.gap) } : notice,
    });
  }
  return [...byStart.values()];
}

function announcement(scope: Scope, { marker, body }: Saying, now: Date): Effect {
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
