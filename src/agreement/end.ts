import type { House } from '../house.ts';
import type { Plan, Thing } from '../queue/index.ts';
import { labelEffects } from './effects.ts';
import { type At, saveSteps, stepsOn } from './records.ts';
import { stateOf, undecided } from './state.ts';

/**
 * An issue is debt no more: whatever was decided about it is over, and nobody waits for an answer. Should it become debt
 * again, it is decided about anew.
 *
 * @param from where the issue was, if it can still be written on
 */
export async function endDecisions(
  house: House,
  scopeId: number,
  at: At,
  from: 'there' | 'gone',
): Promise<Plan> {
  const steps = await stepsOn(house.db, at);
  if (steps.length === 0 || steps.at(-1)?.kind === 'ended') return {};
  const empty = { by: '', reason: '', url: '', until: null, priority: null };
  const ended = { kind: 'ended', what: 'accept', at: house.clock(), ...empty } as const;
  return {
    write: (db) => saveSteps(db, at, [...steps, ended]),
    effects: from === 'there' ? labelEffects(at, stateOf(steps), undecided) : [],
    settle: [{ kind: 'decisions', scopeId } satisfies Thing],
  };
}
