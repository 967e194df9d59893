import { parkedBy } from '../agreement/index.ts';
import { openAlarmsOf } from '../andon/index.ts';
import { lastChanges } from '../commands/index.ts';
import { briefCost, burnDown, countingNow, type DebtIssue, wantedGifts } from '../debt/index.ts';
import { type NewestWeek, newestWeek } from '../heartbeat/index.ts';
import type { House } from '../house.ts';
import { missingOf, switchedOff, unheard } from '../permissions.ts';
import { type Effect, nothing, type Plan, postedIssues, setTimer, timerName } from '../queue/index.ts';
import { openRetros, retroRhythm } from '../retro/index.ts';
import { emptyPlaces, gapsAhead, isWorthCalling, rotaAt, spreadUntil } from '../rotation/index.ts';
import { mayReport, type Scope, scopeById } from '../scope/index.ts';
import { teamNotices } from '../team/index.ts';
import { marker, markerStart } from '../text.ts';
import { isoWeek, nextQuarter, quarter } from '../time.ts';
import { isVisibleAt } from '../visibility.ts';
import {
  type Access,
  type DashboardIssue,
  type Duty,
  dashboardBody,
  dashboardTitle,
  retiredBody,
} from './wording.ts';
import type { Left } from './wording-register.ts';

/** The marker of a scope's dashboard at an instant: a new one each quarter. */
function dashboardMarker(scope: Scope, now: Date): string {
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
    nextAt: nextTurn(now, scope.config.timezone),
  };
  if (!mayReport(scope)) return { write: (db) => setTimer(db, timer) };
  const { week, toCount } = await newestWeek(house.db, scope, now);
  return {
    write: (db) => setTimer(db, timer),
    effects: [await dashboardEffect(house, scope, week, now), ...(await retirements(house, scope, now))],
    settle: toCount.map((repositoryId) => ({ kind: 'recount', repositoryId }) as const),
  };
}

/** When it changes by itself: another week is over, or another quarter begins. */
function nextTurn(now: Date, timezone: string): Date {
  const [week, quarter] = [isoWeek(now, timezone).end, nextQuarter(now, timezone)];
  return new Date(Math.min(week.getTime(), quarter.getTime()));
}

/** The dashboard as it should be now. */
async function dashboardEffect(
  house: House,
  scope: Scope,
  week: NewestWeek | undefined,
  now: Date,
): Promise<Effect> {
  const mine = dashboardMarker(scope, now);
  const posted = await dashboardsOf(house, scope);
  const previous = posted.find((one) => one.repositoryId === scope.home.id && one.marker !== mine);
  const { debts, waiting, gifts } = await wantedGifts(house.db, scope, now);
  const settled =
    scope.config.mode === 'act'
      ? waiting.filter((debt) => !gifts.some((gift) => gift.debt === debt))
      : waiting;
  const shown = settled.filter((debt) => isVisibleAt(scope.home, debt));
  const owned = debts.filter((debt) => debt.assignees.length > 0 || debt.ownership.owner).length;
  const left = debts.flatMap((debt): Left[] => {
    const decision = debt.agreed && parkedBy(debt.agreed);
    return decision ? [{ issue: toIssue(debt), decision }] : [];
  });
  const nobodys = debts.filter((debt) => isParkedAndFree(debt)).length;
  const body = dashboardBody({
    marker: mine,
    timezone: scope.config.timezone,
    mode: scope.config.mode,
    alarms: await openAlarmsOf(house.db, scope.id),
    broken: scope.broken === null ? null : { text: scope.broken, holderId: scope.id },
    access: scope.access && accessOf(scope.access, scope),
    week,
    duties: await dutiesOf(house, scope, now),
    open: debts.length,
    owned: owned + (waiting.length - settled.length),
    leftAlone: debts.length - owned - waiting.length - nobodys,
    register: {
      shown: left.filter(({ issue }) => isVisibleAt(scope.home, issue)),
      hidden: left.filter(({ issue }) => !isVisibleAt(scope.home, issue)).length,
    },
    waiting: { shown: shown.map(toIssue), hidden: settled.length - shown.length },
    wouldGive: gifts
      .filter((gift) => isVisibleAt(scope.home, gift.debt))
      .map((gift) => ({ issue: toIssue(gift.debt), to: gift.to })),
    wouldGiveHidden: gifts.filter((gift) => !isVisibleAt(scope.home, gift.debt)).length,
    retro: retroRhythm(scope.config),
    openRetros: await openRetros(house.db, scope),
    counting: await countingNow(house.db, scope.id),
    teams: await teamNotices(house.db, scope, now),
    changes: await lastChanges(house.db, scope.id, CHANGES),
    previous: previous?.number,
    iterations: await burnDown(house.db, scope),
    served: scope.config.iterations ? 'in iterations' : 'by rotations alone',
  });
  const title = dashboardTitle(quarter(now, scope.config.timezone));
  return { kind: 'dashboard', repositoryId: scope.home.id, scopeId: scope.id, marker: mine, title, body };
}

/** Comments on the dashboard, which is brought up to date before them. */
export async function announcementsOn(
  house: House,
  scope: Scope,
  comments: readonly { readonly marker: string; readonly body: string }[],
  now: Date,
): Promise<Effect[]> {
  if (comments.length === 0) return [];
  const at = { repositoryId: scope.home.id, scopeId: scope.id, dashboard: dashboardMarker(scope, now) };
  const told = comments.map((comment): Effect => ({ kind: 'announcement', ...at, ...comment }));
  const { week } = await newestWeek(house.db, scope, now);
  return [await dashboardEffect(house, scope, week, now), ...told];
}

/** How many changes by commands it shows. */
const CHANGES = 10;

/** Every dashboard that a scope ever had, in whatever home, newest first. */
function dashboardsOf(house: House, scope: Scope) {
  return postedIssues(house.db, scope.installationId, markerStart('dashboard', `${scope.id}/`));
}

/**
 * GitHub caps the comments on an issue, so each quarter has its own dashboard, and the home may change: those of
 * before are closed, and point to the new one as soon as it is there.
 */
async function retirements(house: House, scope: Scope, now: Date): Promise<Effect[]> {
  const posted = await dashboardsOf(house, scope);
  const mine = dashboardMarker(scope, now);
  const successor = posted.find((one) => one.repositoryId === scope.home.id && one.marker === mine);
  if (!successor || successor.retired) return [];
  return posted
    .filter((one) => one !== successor && !one.retired)
    .map((old): Effect => {
      const at = { repositoryId: old.repositoryId, number: old.number, marker: old.marker };
      const body = retiredBody(old, { number: successor.number, repository: scope.home });
      return { kind: 'retirement', ...at, body };
    });
}

/** Left by a decision, and owned by nobody. */
function isParkedAndFree({ agreed, assignees, ownership }: DebtIssue): boolean {
  return agreed !== undefined && parkedBy(agreed) !== null && assignees.length === 0 && !ownership.owner;
}

function accessOf(
  { account, settingsUrl, permissions, events }: NonNullable<Scope['access']>,
  { config }: Scope,
): Access {
  const line = config.andon?.stop_the_line ? missingOf('check of the andon', permissions) : [];
  const off = [...switchedOff(permissions), ...line];
  return { account, settingsUrl, off, unheard: unheard(permissions, events) };
}

async function dutiesOf(house: House, scope: Scope, now: Date): Promise<Duty[]> {
  const duties: Duty[] = [];
  for (const rotation of scope.config.rotations) {
    const rota = await rotaAt(house.db, scope.id, rotation, now);
    const { current, next } = rota;
    duties.push({
      rotation: rotation.name,
      timezone: rotation.timezone,
      onDuty: current?.onDuty ?? [],
      until: current?.end,
      next,
      gaps: gapsAhead(rotation, rota, now),
      empty: emptyPlaces(rota)
        .filter((place) => place.from <= now || isWorthCalling(place))
        .map((place) => ({ ...place, now })),
      spread: await spreadUntil(house.db, scope.id, rotation, current?.start ?? now),
    });
  }
  return duties;
}

function toIssue(debt: DebtIssue): DashboardIssue {
  const { repositoryId, htmlUrl, repository, number, title, since, visibility } = debt;
  return { repositoryId, htmlUrl, repository, number, title, since, visibility, cost: briefCost(debt.form) };
}
