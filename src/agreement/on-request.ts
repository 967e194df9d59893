/** What people ask for by commands: what becomes of it, and what stands then. */
import type { House } from '../house.ts';
import type { Effect, Plan } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import { effectsOf, followUps } from './effects.ts';
import { countedFor } from './in-time.ts';
import { type At, saveSteps, stepsOn } from './records.ts';
import { after, type State, stateOf } from './state.ts';
import type { Step } from './steps.ts';
import { granted, type Objection, type Wish, type Wisher } from './wishes.ts';

/** The debt issue that it is about. */
export type Subject = At & {
  readonly outcomes: readonly string[];
  /** When the wish was said; it is heard later where GitHub, or Paydown, was out. */
  readonly saidAt: Date;
};

export type Answer =
  | Objection
  | {
      readonly kind: 'granted';
      readonly plan: Plan;
      readonly step: Step;
      /** All that was done about the issue, this step last. */
      readonly steps: readonly Step[];
      readonly before: State;
      readonly state: State;
    };

/** @param wish by somebody who may */
export async function ask(
  house: House,
  scope: Scope,
  subject: Subject,
  wish: Wish,
  wisher: Wisher,
): Promise<Answer> {
  const { repositoryId, number, outcomes, saidAt } = subject;
  const at = { repositoryId, number };
  const steps = countedFor(await stepsOn(house.db, at), wish, saidAt);
  const before = stateOf(steps);
  const answer = granted(before, wish, wisher);
  if (answer.kind !== 'granted') return answer;
  const { step } = answer;
  const all = [...steps, step];
  const state = after(before, step);
  const effects: Effect[] = effectsOf(at, before, step, state, { config: scope.config, outcomes });
  const plan: Plan = {
    write: (db) => saveSteps(db, at, all),
    effects,
    settle: followUps(at, scope.id),
  };
  return { kind: 'granted', plan, step, steps: all, before, state };
}
