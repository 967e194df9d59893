import type { House } from '../house.ts';
import { type Effect, nothing, type Plan, setTimer, type Thing, timerName } from '../queue/index.ts';
import { type Scope, scopeById } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { effectsOf, followUps } from './effects.ts';
import { outcomesOf } from './outcomes.ts';
import { type At, changesAhead, saveSteps, stepsOn } from './records.ts';
import { after, nextChange, stateOf, takenByTime } from './state.ts';
import type { Step } from './steps.ts';

/** Does what time does about decisions: dates that have come, challenges and appeals that nobody answered. */
export async function settleDecisions(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const now = house.clock();
  const timer = {
    scopeId,
    installationId: scope.installationId,
    name: timerName({ kind: 'decisions', scopeId }),
  };
  // Whoever only observes holds nobody to a date.
  if (scope.config.mode !== 'act') return { write: (db) => setTimer(db, { ...timer, nextAt: undefined }) };
  const ahead = await changesAhead(house.db, scopeId);
  const due = ahead.filter(({ at }) => at <= now);
  const moves: Move[] = [];
  for (const { repositoryId, number } of due)
    moves.push(await moveOf(house, scope, { repositoryId, number }, now));
  const later = ahead.filter(({ at }) => at > now).map(({ at }) => at);
  const nextAt = [...later, ...moves.flatMap(({ next }) => next ?? [])].toSorted((a, b) => +a - +b)[0];
  return {
    async write(db: Db) {
      for (const { at, steps } of moves) await saveSteps(db, at, steps);
      await setTimer(db, { ...timer, nextAt });
    },
    effects: moves.flatMap(({ effects }) => effects),
    settle: moves.flatMap(({ at }) =>
      followUps(at, scopeId).filter(({ kind }: Thing) => kind !== 'decisions'),
    ),
  };
}

/** What became of one issue, and when time goes on with it. */
type Move = {
  readonly at: At;
  readonly steps: readonly Step[];
  readonly effects: readonly Effect[];
  readonly next: Date | null;
};

async function moveOf(house: House, scope: Scope, at: At, now: Date): Promise<Move> {
  const steps = await stepsOn(house.db, at);
  const about = { config: scope.config, outcomes: await outcomesOf(house.db, at) };
  const effects: Effect[] = [];
  const taken = takenByTime(stateOf(steps), now);
  let state = stateOf(steps);
  for (const step of taken) {
    const next = after(state, step);
    effects.push(...effectsOf(at, state, step, next, about));
    state = next;
  }
  return { at, steps: [...steps, ...taken], effects, next: nextChange(state) };
}
