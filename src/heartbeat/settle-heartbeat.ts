import { announcementsOn } from '../dashboard/index.ts';
import { briefCost, scopeSpells, wantedGifts } from '../debt/index.ts';
import type { House } from '../house.ts';
import {
  claim,
  type Effect,
  isClaimed,
  nothing,
  type Plan,
  setTimer,
  timerDue,
  timerName,
} from '../queue/index.ts';
import { mayReport, type Scope, scopeById } from '../scope/index.ts';
import { marker } from '../text.ts';
import type { Week } from '../time.ts';
import { isVisibleAt } from '../visibility.ts';
import { nextHeartbeat, reportedWeek } from './calendar.ts';
import { estimatesUntil } from './estimates.ts';
import { weekNumbers } from './numbers.ts';
import { type Outlook, outlookOn, recordAsked } from './outlook.ts';
import { type Kept, promisesIn } from './promises.ts';
import { heartbeatBody } from './wording.ts';
import { decisionsOfWeek } from './wording-decisions.ts';

/** After a long sleep the newest weeks are still told, each in its own report; older ones are in the table. */
const CATCH_UP = 4;

/** Posts the weekly reports that are due, each once, and sets the time of the next. */
export async function settleHeartbeat(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const now = house.clock();
  const name = timerName({ kind: 'heartbeat', scopeId });
  const nextAt = nextHeartbeat(scope.config, now);
  const weeks = scope.config.mode === 'act' ? await dueWeeks(house, scope, name, now) : [];
  const reported = weeks.length > 0 && mayReport(scope);
  const kept = reported ? await promisesIn(house, scope, weeks, now) : undefined;
  const told = kept ? await reports(house, scope, weeks, kept, now) : undefined;
  const newest = weeks.at(-1);
  return {
    async write(db) {
      await kept?.write(db);
      if (told?.outlook && newest) await recordAsked(db, scopeId, told.outlook, newest);
      for (const week of weeks) await claim(db, { scopeId, timer: name, period: week.name }, now);
      await setTimer(db, { scopeId, installationId: scope.installationId, name, nextAt });
    },
    effects: told?.effects ?? [],
  };
}

async function dueWeeks(house: House, scope: Scope, timer: string, now: Date): Promise<Week[]> {
  const due = await timerDue(house.db, scope.id, timer);
  const weeks: Week[] = [];
  for (let at = due; at && at <= now; at = nextHeartbeat(scope.config, at)) {
    const week = reportedWeek(scope.config, at);
    const period = { scopeId: scope.id, timer, period: week.name };
    // Where the hour of the report was changed since, one week is due twice.
    if (week.name !== weeks.at(-1)?.name && !(await isClaimed(house.db, period))) weeks.push(week);
  }
  return weeks.slice(-CATCH_UP);
}

async function reports(
  house: House,
  scope: Scope,
  weeks: readonly Week[],
  kept: Kept,
  now: Date,
): Promise<{ effects: Effect[]; outlook: Outlook | undefined }> {
  const told = await scopeSpells(house.db, scope.id);
  const spells = told.map((spell) => ({ ...spell, visible: isVisibleAt(scope.home, spell) }));
  const { waiting } = await wantedGifts(house.db, scope, now);
  const queue = waiting.map((debt) => {
    return { ...debt, cost: briefCost(debt.form), visible: isVisibleAt(scope.home, debt) };
  });
  const comments: { marker: string; body: string }[] = [];
  let outlook: Outlook | undefined;
  for (const week of weeks) {
    const numbers = weekNumbers(spells, week, scope.config.timezone);
    const asks = week === weeks.at(-1) ? 'decision' : 'nothing';
    outlook = await outlookOn(house, scope, { week, rows: numbers.rows, asks }, queue, now);
    const body = heartbeatBody({
      numbers,
      waiting: queue,
      notify: scope.config.heartbeat.notify,
      promises: kept.in(week),
      estimates: estimatesUntil(spells, week.end, scope.config.timezone),
      outlook,
      decisions: await decisionsOfWeek(house.db, scope, week),
    });
    comments.push({ marker: marker('heartbeat', week.name), body });
  }
  return { effects: await announcementsOn(house, scope, comments, now), outlook };
}
