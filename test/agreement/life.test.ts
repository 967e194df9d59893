import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepsOfLife } from '../../src/agreement/life.ts';
import { standingDecisions, stateOf } from '../../src/agreement/state.ts';
import type { Step } from '../../src/agreement/steps.ts';
import { addMs, DAY, HOUR } from '../../src/time.ts';

const START = new Date('2026-01-05T09:00:00Z');
const at = (hours: number) => addMs(START, hours * HOUR);

const accepted: Step = {
  ...{ kind: 'decided', what: 'accept', at: START, by: 'bo', reason: 'so', url: '', priority: null },
  until: addMs(START, 90 * DAY),
};

/** Stretches of debt from a day before the decision on, by the hours after it at which each ends and begins. */
function stretches(...turns: readonly number[]) {
  const all = [-24, ...turns];
  return all.flatMap((hour, index) => {
    const end = all[index + 1];
    return index % 2 === 0 ? [{ start: at(hour), end: end === undefined ? null : at(end) }] : [];
  });
}

test('what is debt no more has nothing decided about it, from when the ledger says so, once', () => {
  const [ended, ...more] = stepsOfLife([accepted], { is: 'over', stretches: stretches(5) }, at(9));
  expect(more).toEqual([]);
  expect(ended).toMatchObject({ kind: 'ended', at: at(5) });
  const steps = ended ? [accepted, ended] : [];
  expect(standingDecisions(stateOf(steps))).toEqual([]);
  expect(stepsOfLife(steps, { is: 'over', stretches: stretches(5) }, at(50))).toEqual([]);
  expect(stepsOfLife([], { is: 'over', stretches: stretches(5) }, at(9))).toEqual([]);
});

test('debt again within a day it stands as before, however late that is heard; after more than a day it does not', () => {
  const ended = stepsOfLife([accepted], { is: 'over', stretches: stretches(5) }, at(6));
  const steps = [accepted, ...ended];
  const again = (hour: number) =>
    stepsOfLife(steps, { is: 'debt', stretches: stretches(5, hour) }, at(500)).map(({ kind }) => kind);
  expect(again(29)).toEqual(['resumed']);
  expect(again(30)).toEqual([]);
});

test('a break of which nobody heard while it lasted ends what was decided as well, if it was longer than a day', () => {
  const heard = (...turns: number[]) =>
    stepsOfLife([accepted], { is: 'debt', stretches: stretches(...turns) }, at(500));
  expect(heard()).toEqual([]);
  expect(heard(5, 29)).toEqual([]);
  expect(heard(5, 29, 40, 60)).toEqual([]);
  expect(heard(5, 30)).toMatchObject([{ kind: 'ended', at: at(5) }]);
  expect(heard(5, 29, 40, 65, 70, 71)).toMatchObject([{ kind: 'ended', at: at(40) }]);
  // Before it was decided about, it was somebody else's.
  expect(heard(-20, -2)).toEqual([]);
});

test('what other labels ended is as it was when the ledger never broke off, however long that took', () => {
  const ended = stepsOfLife([accepted], { is: 'over', stretches: [] }, at(5));
  const steps = [accepted, ...ended];
  const [resumed] = stepsOfLife(steps, { is: 'debt', stretches: stretches() }, at(900));
  expect(resumed).toMatchObject({ kind: 'resumed' });
  expect(stateOf(resumed ? [...steps, resumed] : [])).toEqual(stateOf([accepted]));
});

test('however often it comes and goes, whether each of it is heard or only some: no break of more than a day leaves a decision, and none shorter takes it', () => {
  const turns = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 40 }), heard: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(turns, (all) => {
      const hours: number[] = [];
      let [steps, hour]: [Step[], number] = [[accepted], 1];
      for (const { gap, heard } of all) {
        hours.push(hour);
        if (heard)
          steps = [...steps, ...stepsOfLife(steps, { is: 'over', stretches: stretches(...hours) }, at(hour))];
        hours.push(hour + gap);
        hour += gap + 1;
        if (heard)
          steps = [...steps, ...stepsOfLife(steps, { is: 'debt', stretches: stretches(...hours) }, at(hour))];
      }
      const last = { is: 'debt', stretches: stretches(...hours) } as const;
      steps = [...steps, ...stepsOfLife(steps, last, at(hour))];
      expect(stepsOfLife(steps, last, at(hour + 1))).toEqual([]);
      const stands = standingDecisions(stateOf(steps)).length > 0;
      expect(stands).toBe(all.every(({ gap }) => gap <= 24));
    }),
  );
});
