import { awaitsPast } from '../debt/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, setTimer, timerDue, timerName } from '../queue/index.ts';
import { mayReport, type Scope, scopeById } from '../scope/index.ts';
import { begin } from './begin.ts';
import { iterationsAfter } from './calendar.ts';
import { callOff } from './call-off.ts';
import { end } from './end.ts';
import { firstDraft, propose } from './propose.ts';
import { forgetForeseen, recordedIterations, recordIteration } from './records.ts';
import { nextStep } from './steps.ts';

/** Takes the next step that is due in the iterations of a scope; after each it is asked again. */
export async function settleIteration(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  // Asked for already; squads that were never read would be left out of it.
  if (!scope.config.iterations?.roster && scope.unreadTeams.length > 0) return nothing;
  // Else there would seem to be nothing to propose.
  const until = scope.config.iterations && (await awaitsPast(house.db, scope, house.clock()));
  if (until) return { write: (db) => setTimer(db, timerOf(scope, until)) };
  if (scope.config.mode !== 'act' || !mayReport(scope)) return foresee(house, scope);
  const recorded = await recordedIterations(house.db, scopeId);
  const awaited = await timerDue(house.db, scopeId, timerName({ kind: 'iteration', scopeId }));
  const step = nextStep(scope.config, recorded, house.clock(), awaited);
  switch (step.kind) {
    case 'end':
      return end(house, scope, step.iteration, step.because);
    case 'call off':
      return callOff(house, scope, step.iteration, step.because);
    case 'begin':
      return begin(house, scope, step.iteration, step.proposed);
    case 'propose':
      return propose(house, scope, step.iteration, recorded);
    case 'wait':
      return {
        async write(db) {
          await forgetForeseen(db, scopeId);
          await setTimer(db, timerOf(scope, step.until));
        },
        // Which links to the proposal, once it is opened.
        settle: [{ kind: 'dashboard', scopeId }],
      };
  }
}

/** Nothing is done; what would be proposed is written down, for the dashboard to tell. */
async function foresee(house: House, scope: Scope): Promise<Plan> {
  const now = house.clock();
  const [next] = iterationsAfter(scope.config, now).take(1);
  const isNear = next !== undefined && next.proposedAt <= now;
  const recorded = await recordedIterations(house.db, scope.id);
  const isOpen = isNear && !recorded.some(({ day }) => day === next.day);
  const draft = isOpen ? await firstDraft(house, scope, next) : undefined;
  return {
    async write(db) {
      await forgetForeseen(db, scope.id);
      if (draft) await recordIteration(db, scope.id, { ...draft, state: 'foreseen' });
      await setTimer(db, timerOf(scope, isNear ? next.end : next?.proposedAt));
    },
    settle: [{ kind: 'dashboard', scopeId: scope.id }],
  };
}

function timerOf({ id: scopeId, installationId }: Scope, nextAt: Date | undefined) {
  return { scopeId, installationId, name: timerName({ kind: 'iteration', scopeId }), nextAt };
}
