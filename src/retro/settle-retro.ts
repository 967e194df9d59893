/**
 * Whether a retro is due. What is counted from when stands on record; it moves on in the transaction that opens one, so
 * each period has one at most, however often it is asked for.
 */
import type { Rotation } from '../config/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, setTimer, type Thing, timerDue, timerName } from '../queue/index.ts';
import { shiftsOnRecord } from '../rotation/index.ts';
import { mayReport, type Scope, scopeById } from '../scope/index.ts';
import { earliest, nextLocalTime, nextQuarter, startOfQuarter } from '../time.ts';
import { type Due, handoffsDue, quarterDue, quarterOpens, type Series, seriesIn } from './due.ts';
import { factsOf, firstThings } from './facts.ts';
import { openRetro } from './open.ts';
import { peopleAsked } from './people.ts';
import { countedSince, recordCounts, retroByKey, retrosOf } from './records.ts';

/** Local time at which what no webhook told of is made up for. */
const NIGHT = '03:30';

export async function settleRetro(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const name = timerName({ kind: 'retro', scopeId });
  const timer = { scopeId, installationId: scope.installationId, name };
  const series = seriesIn(scope.config);
  if (series.length === 0) {
    return {
      async write(db) {
        await recordCounts(db, scopeId, new Map());
        await setTimer(db, { ...timer, nextAt: undefined });
      },
    };
  }
  const now = house.clock();
  const known = await countedSince(house.db, scopeId);
  const counts = new Map(series.map(({ name }) => [name, known.get(name) ?? now]));
  const plans: Plan[] = [];
  for (const one of series) {
    const due = await dueOf(house, scope, one, counts.get(one.name) ?? now);
    if (!due) continue;
    counts.set(one.name, due.end);
    plans.push(await retroOf(house, scope, one, due));
  }
  const isTime = ((await timerDue(house.db, scopeId, name)) ?? now) < now;
  return {
    async write(db) {
      for (const plan of plans) await plan.write?.(db);
      await recordCounts(db, scopeId, counts);
      await setTimer(db, { ...timer, nextAt: nextLook(scope, now) });
    },
    cancel: plans.flatMap(({ cancel = [] }) => cancel),
    effects: plans.flatMap(({ effects = [] }) => effects),
    settle: isTime ? await checklists(house, scopeId) : [],
  };
}

/** Once a night, and when work begins after a quarter. */
function nextLook({ config }: Scope, now: Date): Date {
  const night = nextLocalTime(now, NIGHT, config.timezone);
  if (config.retro?.each !== 'quarter') return night;
  const starts = [startOfQuarter(now, config.timezone), nextQuarter(now, config.timezone)];
  const opens = starts.map((start) => quarterOpens(start, config)).filter((at) => at > now);
  return earliest(night, ...opens);
}

async function dueOf(house: House, scope: Scope, series: Series, since: Date): Promise<Due | undefined> {
  const { db } = house;
  const now = house.clock();
  if (series.of === 'quarter') {
    const before = (await retrosOf(db, scope.id)).find(({ series: name }) => name === series.name);
    return quarterDue(since, before?.end, now, scope.config);
  }
  return handoffsDue(series, await shiftsOnRecord(db, scope.id, series.rotation, since), since, now);
}

/** Where it cannot be reported, or is on record already, the period is over all the same. */
async function retroOf(house: House, scope: Scope, series: Series, due: Due): Promise<Plan> {
  if (!mayReport(scope) || (await retroByKey(house.db, scope.id, due.key))) return nothing;
  const rotation = rotationOf(scope, series);
  const rotations = rotation ? [rotation] : scope.config.rotations;
  const period = { ...due, rotation };
  return openRetro(house, scope, {
    ...due,
    series: series.name,
    of: rotation?.name ?? due.key.replace(/^(\d+)-(Q\d)$/, '$2 $1'),
    people: await peopleAsked(house, scope, rotations, due.end),
    first: await firstThings(house, scope, period),
    facts: await factsOf(house, scope, period),
  });
}

function rotationOf({ config }: Scope, series: Series): Rotation | undefined {
  return series.of === 'handoffs' ? config.rotations.find(({ name }) => name === series.rotation) : undefined;
}

async function checklists(house: House, scopeId: number): Promise<Thing[]> {
  const live = (await retrosOf(house.db, scopeId)).filter(
    ({ state }) => state === 'open' || state === 'closed',
  );
  return live.map(({ key }): Thing => ({ kind: 'actions', scopeId, retro: key }));
}
