import { awaitsPast, uncounted } from '../debt/index.ts';
import type { House } from '../house.ts';
import { claim, isClaimed, nothing, type Plan, setTimer, timerDue, timerName } from '../queue/index.ts';
import { mayReport, type Scope, scopeById } from '../scope/index.ts';
import type { Week } from '../time.ts';
import { nextHeartbeat, reportedWeek, weekBefore } from './calendar.ts';
import { type Announce, reportsOn } from './reports.ts';

/** After a long sleep the newest weeks are still told, each in its own report; older ones are in the table. */
const CATCH_UP = 4;

/** Posts the weekly reports that are due, each once, and sets the time of the next. */
export async function settleHeartbeat(house: House, scopeId: number, announce: Announce): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const now = house.clock();
  const name = timerName({ kind: 'heartbeat', scopeId });
  const nextAt = nextHeartbeat(scope.config, now);
  const weeks = scope.config.mode === 'act' ? await dueWeeks(house, scope, name, now) : [];
  const [first, ...later] = mayReport(scope) ? weeks : [];
  if (first && (await awaitsPast(house.db, scope, now))) return nothing;
  // Whoever counts them settles this again.
  const recounts = first ? await uncounted(house.db, scope) : [];
  if (recounts.length > 0) {
    return { settle: recounts.map((repositoryId) => ({ kind: 'recount', repositoryId }) as const) };
  }
  const reports = first && (await reportsOn(house, scope, [first, ...later], now, announce));
  return {
    async write(db) {
      await reports?.write(db);
      for (const week of weeks) await claim(db, { scopeId, timer: name, period: week.name }, now);
      await setTimer(db, { scopeId, installationId: scope.installationId, name, nextAt });
    },
    effects: reports?.effects ?? [],
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
  return [...(await fellOut(house, scope, timer, weeks[0])), ...weeks].slice(-CATCH_UP);
}

/** The week that no report told, where the day of the report moved to the beginning of the week: told ones are on both sides of it. */
async function fellOut(house: House, scope: Scope, timer: string, first: Week | undefined): Promise<Week[]> {
  if (!first) return [];
  const between = weekBefore(first, scope.config.timezone);
  const told = weekBefore(between, scope.config.timezone);
  const isTold = ({ name: period }: Week) => isClaimed(house.db, { scopeId: scope.id, timer, period });
  return (await isTold(told)) && !(await isTold(between)) ? [between] : [];
}
