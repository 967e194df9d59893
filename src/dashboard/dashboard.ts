import { type DebtIssue, wantedGifts } from '../debt/index.ts';
import type { House } from '../house.ts';
import { isOn, switchedOff, unheard } from '../permissions.ts';
import { type Effect, nothing, type Plan, postedIssues, setTimer, timerName } from '../queue/index.ts';
import { rotaAt } from '../rotation/index.ts';
import { isVisibleAt, type Scope, scopeById } from '../scope/index.ts';
import { marker } from '../text.ts';
import { nextQuarter, quarter } from '../time.ts';
import { type Access, type DashboardIssue, type Duty, dashboardBody, dashboardTitle } from './wording.ts';

/** The marker of a scope's dashboard at an instant: a new one each quarter. */
export function dashboardMarker(scope: Scope, now: Date): string {
  return marker('dashboard', `${scope.id}/${quarter(now, scope.config.timezone)}`);
}

/** Brings the dashboard issue up to date; an edit that changes nothing is not made. */
export async function settleDashboard(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const now = house.clock();
  const timer = {
    scopeId,
    installationId: scope.installationId,
    name: timerName({ kind: 'dashboard', scopeId }),
    nextAt: nextQuarter(now, scope.config.timezone),
  };
  return {
    write: (db) => setTimer(db, timer),
    effects: mayWrite(scope) ? [await dashboardEffect(house, scope, now)] : [],
  };
}

function mayWrite({ access }: Scope): boolean {
  return isOn('owners and dashboard', access?.permissions ?? null);
}

/** The dashboard as it should be now. Whoever comments on it puts this effect first. */
export async function dashboardEffect(house: House, scope: Scope, now: Date): Promise<Effect> {
  const mine = dashboardMarker(scope, now);
  const posted = await postedIssues(
    house.db,
    scope.home.id,
    marker('dashboard', `${scope.id}/`).slice(0, -4),
  );
  const previous = posted.find((one) => one.marker !== mine);
  const { debts, waiting, gifts } = await wantedGifts(house.db, scope, now);
  const settled =
    scope.config.mode === 'act'
      ? waiting.filter((debt) => !gifts.some((gift) => gift.debt === debt))
      : waiting;
  const shown = settled.filter((debt) => isVisibleAt(scope.home, debt));
  const owned = debts.filter((debt) => debt.assignees.length > 0 || debt.ownership.owner).length;
  const body = dashboardBody({
    marker: mine,
    timezone: scope.config.timezone,
    mode: scope.config.mode,
    broken: scope.broken,
    access: scope.access && accessOf(scope.access),
    duty: await dutyOf(house, scope, now),
    open: debts.length,
    owned: owned + (waiting.length - settled.length),
    leftAlone: debts.length - owned - waiting.length,
    waiting: { shown: shown.map(toIssue), hidden: settled.length - shown.length },
    wouldGive: gifts
      .filter((gift) => isVisibleAt(scope.home, gift.debt))
      .map((gift) => ({ issue: toIssue(gift.debt), to: gift.to })),
    previous: previous?.number,
  });
  const title = dashboardTitle(quarter(now, scope.config.timezone));
  const replaces = previous ? { replaces: previous.marker } : {};
  return { kind: 'dashboard', repositoryId: scope.home.id, marker: mine, title, body, ...replaces };
}

function accessOf({ account, settingsUrl, permissions, events }: NonNullable<Scope['access']>): Access {
  return { account, settingsUrl, off: switchedOff(permissions), unheard: unheard(permissions, events) };
}

async function dutyOf(house: House, scope: Scope, now: Date): Promise<Duty | null> {
  const rotation = scope.config.rotations[0];
  if (!rotation) return null;
  const { current, next } = await rotaAt(house.db, scope.id, rotation, now);
  const { name, timezone } = rotation;
  return { rotation: name, timezone, onDuty: current?.onDuty ?? [], until: current?.end, next };
}

function toIssue(debt: DebtIssue): DashboardIssue {
  const { htmlUrl, repository, number, title, since, visibility } = debt;
  return { htmlUrl, repository, number, title, since, visibility };
}
