import type { House } from '../house.ts';
import type { Effect, Plan, Thing } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Action } from './actions.ts';
import { type Due, seriesIn } from './due.ts';
import { lookAt } from './look.ts';
import { type LookingBack, lookingBack } from './looking-back.ts';
import { actionsOf, type Retro, recordRetro, retroMarker, retrosOf } from './records.ts';
import { planFor } from './settle-actions.ts';
import { type RetroReport, retroBody, retroTitle } from './wording.ts';

/** A retro to be opened: its period, and what is told of it. */
export type Wanted = Due &
  Pick<RetroReport, 'of' | 'people' | 'first' | 'facts'> & { readonly series: string };

/** Opens the issue of a retro. Those before it end with that, and the newest of its own series is told of, or of all. */
export async function openRetro(house: House, scope: Scope, wanted: Wanted): Promise<Plan> {
  const ended = await endedBy(house, scope, wanted.series);
  const { key, series, start, end } = wanted;
  const at = { scopeId: scope.id, repositoryId: scope.home.id };
  const retro: Retro = { ...at, key, series, start, end, number: null, state: 'open' };
  const last = ended.find(({ retro }) => retro.series === wanted.series) ?? ended[0];
  const before = await toldOf(house, scope, last);
  return {
    async write(db) {
      for (const one of ended) {
        await one.plan.write?.(db);
        await recordRetro(db, { ...one.retro, state: 'over' });
      }
      await recordRetro(db, retro);
    },
    cancel: ended.flatMap(({ plan }) => plan.cancel ?? []),
    effects: [
      ...ended.flatMap(({ plan }) => plan.effects ?? []),
      opening(retro, { ...wanted, marker: retroMarker(retro), timezone: scope.config.timezone, before }),
    ],
  };
}

function opening({ scopeId, key, repositoryId }: Retro, report: RetroReport): Effect {
  const then: Thing = { kind: 'actions', scopeId, retro: key };
  return {
    kind: 'opening',
    repositoryId,
    marker: report.marker,
    title: retroTitle(report),
    body: retroBody(report),
    labels: [],
    then,
  };
}

type Ended = { readonly retro: Retro; readonly actions: readonly Action[]; readonly plan: Plan };

/** Those before it, newest first, each looked at a last time: a tick that no webhook told of counts as well. */
async function endedBy(house: House, scope: Scope, series: string): Promise<Ended[]> {
  const goingOn = new Set(seriesIn(scope.config).map(({ name }) => name));
  const before = (await retrosOf(house.db, scope.id)).filter(
    (one) => one.state !== 'over' && (one.series === series || !goesOn(one, goingOn)),
  );
  const ended: Ended[] = [];
  for (const retro of before) {
    const looked = retro.state === 'gone' ? undefined : await lookAt(house, retro);
    if (looked) ended.push({ ...looked, plan: await planFor(house, scope, looked) });
    else ended.push({ retro, actions: await actionsOf(house.db, retro), plan: {} });
  }
  return ended;
}

/** Retros of iterations come as long as there are iterations. */
function goesOn({ series }: Retro, configured: ReadonlySet<string>): boolean {
  return configured.has(series) || series === ITERATIONS;
}

export const ITERATIONS = 'iterations';

/** What was written in another home may be for fewer eyes. */
async function toldOf(house: House, scope: Scope, last: Ended | undefined): Promise<LookingBack | undefined> {
  if (!last || last.retro.repositoryId !== scope.home.id) return undefined;
  return lookingBack(house.db, last.retro, last.actions, house.clock(), scope.config.timezone);
}
