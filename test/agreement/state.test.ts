import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsOfLife } from '../../src/agreement/life.ts';
import {
  after as afterStep,
  nextChange,
  openDispute,
  type State,
  standingDecisions,
  stateOf,
  takenByTime,
  undecided,
} from '../../src/agreement/state.ts';
import { revived, type Step, WHATS, type What } from '../../src/agreement/steps.ts';
import { granted, type Wish } from '../../src/agreement/wishes.ts';
import { addMs, DAY } from '../../src/time.ts';

const START = new Date('2026-01-05T09:00:00Z');

/** What happens: somebody wishes something, and then time passes, in hours. */
type Event = { readonly by: string; readonly wish: (now: Date) => Wish; readonly hours: number };

const what = fc.constantFrom<What>('accept', 'defer', 'priority');
const meant = fc.option(what, { nil: undefined });
const days = fc.integer({ min: 1, max: 40 });

const wish: fc.Arbitrary<Event['wish']> = fc.oneof(
  fc.record({ what: fc.constantFrom('accept', 'defer'), days }).map(
    ({ what: parked, days: length }) =>
      (now: Date): Wish => ({ kind: 'decide', what: parked, until: addMs(now, length * DAY) }),
  ),
  fc
    .constantFrom('high', 'normal', 'low')
    .map((priority) => (): Wish => ({ kind: 'decide', what: 'priority', priority })),
  fc.record({ kind: fc.constantFrom('challenge', 'appeal'), meant, days }).map(
    ({ kind, meant: which, days: length }) =>
      (now: Date): Wish => ({ kind, what: which, until: addMs(now, length * DAY) }),
  ),
  meant.map((which) => (): Wish => ({ kind: 'undo', what: which, mine: WHATS })),
  fc.constantFrom('uphold', 'overturn').map((kind) => (): Wish => ({ kind })),
);

const events: fc.Arbitrary<Event[]> = fc.array(
  fc.record({ by: fc.constantFrom('bo', 'cy', 'pat', 'eve'), wish, hours: fc.integer({ min: 0, max: 800 }) }),
  { maxLength: 30 },
);

/** Everything that happened, what was before and time's steps among it, and when it ended. */
function played(
  all: readonly Event[],
  from: { readonly steps: readonly Step[]; readonly now: Date } = { steps: [], now: START },
): { steps: Step[]; state: State; now: Date } {
  let { now } = from;
  const steps = [...from.steps];
  let state = stateOf(steps);
  const take = (step: Step) => {
    steps.push(step);
    state = afterStep(state, step);
  };
  for (const event of all) {
    const wisher = { by: event.by, at: now, reason: 'so', url: '' };
    const answer = granted(state, event.wish(now), wisher);
    if (answer.kind === 'granted') take(answer.step);
    now = addMs(now, (event.hours * DAY) / 24);
    takenByTime(state, now).forEach(take);
  }
  return { steps, state, now };
}

describe('whatever people wish, and however long it takes', () => {
  test('no challenge and no appeal waits for ever, and nothing is parked for ever', () => {
    fc.assert(
      fc.property(events, (all) => {
        const { state, now } = played(all);
        for (const decision of standingDecisions(state)) {
          if (decision.what !== 'priority') expect(decision.until).not.toBeNull();
          if (openDispute(decision)) expect(nextChange(state)).not.toBeNull();
        }
        const later = takenByTime(state, addMs(now, 400 * DAY)).reduce(afterStep, state);
        expect(later.decisions.accept).toBeNull();
        expect(later.decisions.defer).toBeNull();
        expect(standingDecisions(later).flatMap((one) => openDispute(one) ?? [])).toEqual([]);
        expect(nextChange(later)).toBeNull();
      }),
    );
  });

  test('whoever decides can take back what stands at any time, which ends whatever is held against it', () => {
    fc.assert(
      fc.property(events, (all) => {
        const { state, now } = played(all);
        for (const { what: one } of standingDecisions(state)) {
          const wisher = { by: 'bo', at: now, reason: '', url: '' };
          const answer = granted(state, { kind: 'undo', what: one, mine: WHATS }, wisher);
          if (answer.kind !== 'granted') throw new Error(`${one} cannot be taken back: ${answer.kind}`);
          expect(afterStep(state, answer.step).decisions[one]).toBeNull();
        }
      }),
    );
  });

  test('what waits for the CEO can be ruled either way, at most one at a time', () => {
    fc.assert(
      fc.property(events, (all) => {
        const { state, now } = played(all);
        const appealed = standingDecisions(state).filter(({ phase }) => phase.kind === 'appealed');
        expect(appealed.length).toBeLessThan(2);
        const wisher = { by: 'eve', at: now, reason: 'so', url: '' };
        for (const kind of ['uphold', 'overturn'] as const)
          expect(granted(state, { kind }, wisher).kind).toBe(appealed.length === 1 ? 'granted' : 'no appeal');
      }),
    );
  });

  test('nothing is left due, what is read back is the same, and when it is debt no more nothing waits', () => {
    fc.assert(
      fc.property(events, (all) => {
        const { steps, state, now } = played(all);
        expect(takenByTime(state, now)).toEqual([]);
        const next = nextChange(state);
        if (next) expect(next.getTime()).toBeGreaterThan(now.getTime());
        expect(stateOf(revived(JSON.parse(JSON.stringify(steps))))).toEqual(state);
        const over = afterStep(state, step('ended', 'accept', '', now));
        expect(over).toEqual({ ...undecided, bars: state.bars, resting: state });
        expect(nextChange(over)).toBeNull();
        expect(afterStep(over, step('resumed', 'accept', '', now))).toEqual(state);
      }),
    );
  });
});

function step(kind: Step['kind'], which: What, by: string, at: Date, until: Date | null = null): Step {
  return { kind, what: which, at, by, reason: 'so', url: '', until, priority: null };
}

function accepted(times: number): Step[] {
  const spans = Array.from({ length: times }, (_, index) => addMs(START, index * 10 * DAY));
  return spans.flatMap((at) => [
    step('decided', 'accept', 'bo', at, addMs(at, 5 * DAY)),
    step('due', 'accept', '', addMs(at, 5 * DAY)),
  ]);
}

/** Wishes, among which the issue is no debt for some hours, again and again. */
const turns = fc.array(fc.record({ events, away: fc.integer({ min: 1, max: 60 }) }), {
  minLength: 1,
  maxLength: 4,
});

test('coming and going among all that: what rests waits for nobody, a short break loses nothing, a long one leaves only bars', () => {
  fc.assert(
    fc.property(turns, (all) => {
      let [steps, now]: [Step[], Date] = [[], START];
      let stretch = { start: START, end: null as Date | null };
      const stretches = [stretch];
      for (const turn of all) {
        const more = played(turn.events, { steps, now });
        [steps, now] = [[...more.steps], more.now];
        stretch.end = now;
        const before = stateOf(steps);
        steps = [...steps, ...stepsOfLife(steps, { is: 'over', stretches }, now)];
        expect(standingDecisions(stateOf(steps))).toEqual([]);
        expect(nextChange(stateOf(steps))).toBeNull();
        expect(stateOf(steps).bars).toEqual(before.bars);
        now = addMs(now, (turn.away * DAY) / 24);
        stretch = { start: now, end: null };
        stretches.push(stretch);
        steps = [...steps, ...stepsOfLife(steps, { is: 'debt', stretches }, now)];
        const back = stateOf(steps);
        if (turn.away <= 24) expect(standingDecisions(back)).toEqual(standingDecisions(before));
        else expect(standingDecisions(back)).toEqual([]);
        expect(back.bars).toEqual(before.bars);
        for (const one of standingDecisions(back))
          if (openDispute(one)) expect(nextChange(back)).not.toBeNull();
        const later = takenByTime(back, addMs(now, 400 * DAY)).reduce(afterStep, back);
        expect(nextChange(later)).toBeNull();
      }
    }),
  );
});

describe('in a row', () => {
  const now = addMs(START, 50 * DAY);

  test('an acceptance after one whose date came is the next, and so is one that prolongs it', () => {
    const again = step('decided', 'accept', 'cy', now, addMs(now, DAY));
    expect(stateOf([...accepted(2), again]).decisions.accept?.times).toBe(3);
    const longer = step('decided', 'accept', 'cy', addMs(now, 2 * DAY), addMs(now, 9 * DAY));
    expect(stateOf([...accepted(2), again, longer]).decisions.accept?.times).toBe(4);
  });

  test('an answer to a challenge, and a correction within a day, are not', () => {
    const first = step('decided', 'accept', 'bo', START, addMs(START, 20 * DAY));
    const corrected = step('decided', 'accept', 'cy', addMs(START, DAY / 2), addMs(START, 20 * DAY));
    const challenged = step('challenged', 'accept', 'ana', addMs(START, 3 * DAY), addMs(START, 8 * DAY));
    const answer = step('decided', 'accept', 'bo', addMs(START, 4 * DAY), addMs(START, 20 * DAY));
    const { accept } = stateOf([first, corrected, challenged, answer]).decisions;
    expect(accept).toMatchObject({ times: 1, phase: { kind: 'answered' } });
  });

  test('what was taken back, or paid and came again, begins anew', () => {
    for (const kind of ['undone', 'ended'] as const) {
      const first = step('decided', 'accept', 'bo', START, addMs(START, 20 * DAY));
      const again = step('decided', 'accept', 'bo', now, addMs(now, DAY));
      expect(stateOf([first, step(kind, 'accept', 'bo', START), again]).decisions.accept?.times).toBe(1);
    }
  });
});

describe('a wish that what stands does not allow', () => {
  const until = addMs(START, 20 * DAY);
  const decision = step('decided', 'accept', 'bo', START, until);
  const by = (login: string) => ({ by: login, at: addMs(START, DAY), reason: 'so', url: '' });
  const soon = addMs(START, 6 * DAY);
  const challenge: Wish = { kind: 'challenge', what: undefined, until: soon };
  const appeal: Wish = { kind: 'appeal', what: undefined, until: soon };
  const accept: Wish = { kind: 'decide', what: 'accept', until };
  const challenged = step('challenged', 'accept', 'ana', START, soon);
  const appealed = step('appealed', 'accept', 'pat', START, soon);
  const cases: [string, readonly Step[], Wish, string, string][] = [
    [
      'accept: the CEO overturned it, and it was debt no more since',
      [
        decision,
        appealed,
        step('overturned', 'accept', 'eve', START, until),
        step('ended', 'accept', '', START),
      ],
      accept,
      'bo',
      'overturned',
    ],
    ['challenge: nothing stands', [], challenge, 'ana', 'nothing decided'],
    ['challenge: one decided it oneself', [decision], challenge, 'BO', 'own decision'],
    ['challenge: it is challenged', [decision, challenged], challenge, 'cy', 'challenged'],
    ['challenge: it was answered', [decision, challenged, decision], challenge, 'cy', 'answered'],
    [
      'challenge: the CEO upheld it',
      [decision, appealed, step('upheld', 'accept', 'eve', START)],
      challenge,
      'cy',
      'final',
    ],
    ['appeal: it is appealed', [decision, appealed], appeal, 'dee', 'appealed'],
    [
      'appeal: no ruling came',
      [decision, appealed, step('unruled', 'accept', '', START)],
      appeal,
      'pat',
      'final',
    ],
    ['accept: it is appealed', [decision, appealed], accept, 'bo', 'appealed'],
    [
      'accept: the CEO overturned it',
      [decision, appealed, step('overturned', 'accept', 'eve', START, until)],
      accept,
      'bo',
      'overturned',
    ],
    [
      'challenge: two things stand',
      [decision, step('decided', 'defer', 'pat', START, until)],
      challenge,
      'ana',
      'which one',
    ],
    [
      'priority: it is normal',
      [],
      { kind: 'decide', what: 'priority', priority: 'normal' },
      'pat',
      'nothing decided',
    ],
    [
      'undo: what others decide',
      [decision],
      { kind: 'undo', what: undefined, mine: ['defer'] },
      'pat',
      'nothing decided',
    ],
  ];
  test.each(cases)('%s', (_, steps, wanted, login, why) => {
    expect(granted(stateOf(steps), wanted, by(login)).kind).toBe(why);
  });

  test('an answer to a challenge needs a reason, and what was overturned can be decided again after its time', () => {
    const bare = { ...by('bo'), reason: '' };
    expect(granted(stateOf([decision, challenged]), accept, bare).kind).toBe('reason needed');
    const overturned = stateOf([decision, appealed, step('overturned', 'accept', 'eve', START, until)]);
    expect(granted(overturned, accept, { ...by('bo'), at: addMs(until, 1) }).kind).toBe('granted');
  });
});
