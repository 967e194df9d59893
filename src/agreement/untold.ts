/** What was to be said about decisions and never left: it is said once people can be told again. Pure. */
import { after, type State, undecided } from './state.ts';
import { type Step, WHATS, type What } from './steps.ts';

/** A step with what stood before and after it. `index` is its place among all. */
export type Moment = {
  readonly index: number;
  readonly step: Step;
  readonly before: State;
  readonly state: State;
};

/** The newest step about each decision of an issue that is debt: what came before it is nobody's news any more. */
export function newestMoments(steps: readonly Step[]): Moment[] {
  let state = undecided;
  let newest = new Map<What, Moment>();
  let resting = newest;
  steps.forEach((step, index) => {
    const before = state;
    state = after(before, step);
    if (step.kind === 'ended') [resting, newest] = [newest, new Map()];
    else if (step.kind === 'resumed') newest = resting;
    else newest.set(step.what, { index, step, before, state });
  });
  return WHATS.flatMap((what) => newest.get(what) ?? []);
}

/** Time to answer begins when it is told. */
export function toldUntil(steps: readonly Step[], index: number, until: Date): Step[] {
  return steps.map((step, place) => (place === index ? { ...step, until } : step));
}
