import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Priority } from '../../src/agreement/index.ts';
import { inRank, paybackWeeks, type Ranked } from '../../src/debt/rank.ts';

const START = Date.UTC(2026, 0, 5);
const days = fc.oneof(fc.constant(null), fc.constantFrom(0.125, 0.5, 1, 2, 5, 20, 60));

/** Any issues, each once. */
const issues: fc.Arbitrary<Ranked[]> = fc.uniqueArray(
  fc.record({
    form: fc.record({ effort: days, interest: fc.oneof(days, fc.constant(0)) }),
    votes: fc.integer({ min: -2, max: 2 }),
    voices: fc.nat(2),
    since: fc.integer({ min: 0, max: 3 }).map((day) => new Date(START + day * 86_400_000)),
    repositoryId: fc.integer({ min: 1, max: 2 }),
    number: fc.integer({ min: 1, max: 30 }),
    priority: fc.constantFrom<Priority>('high', 'normal', 'low'),
  }),
  { selector: ({ repositoryId, number }) => `${repositoryId}#${number}`, minLength: 1, maxLength: 12 },
);

const some = issues.chain((all) => fc.tuple(fc.constant(all), fc.nat(all.length - 1)));

function place(all: readonly Ranked[], number: number, repositoryId: number): number {
  return inRank(all).findIndex((one) => one.number === number && one.repositoryId === repositoryId);
}

/** Where one of the issues is, before and after it is changed. */
function places(
  all: readonly Ranked[],
  index: number,
  change: (one: Ranked) => Partial<Ranked>,
): [number, number] {
  const one = all[index];
  if (!one) throw new Error('there is no such issue');
  const changed = all.with(index, { ...one, ...change(one) });
  return [place(all, one.number, one.repositoryId), place(changed, one.number, one.repositoryId)];
}

test('the order is the same whichever way they come, and leaves nothing out', () => {
  fc.assert(
    fc.property(issues, fc.infiniteStream(fc.nat()), (all, keys) => {
      const shuffled = all.map((one) => ({ one, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
      expect(inRank(shuffled.map(({ one }) => one))).toEqual(inRank(all));
      expect(new Set(inRank(all))).toEqual(new Set(all));
    }),
  );
});

test('which of two goes first depends on these two alone', () => {
  fc.assert(
    fc.property(issues, (all) => {
      const ranked = inRank(all);
      ranked.forEach((one, index) => {
        for (const other of ranked.slice(index + 1)) expect(inRank([other, one])[0]).toBe(one);
      });
    }),
  );
});

test('more votes, more age, a higher cost of leaving, less to fix, a higher priority: none ever ranks lower', () => {
  const better: ((one: Ranked) => Partial<Ranked>)[] = [
    ({ votes }) => ({ votes: votes + 1 }),
    ({ voices }) => ({ voices: voices + 1 }),
    ({ since }) => ({ since: new Date(since.getTime() - 86_400_000) }),
    ({ form }) => ({ form: { ...form, interest: form.interest === null ? null : form.interest * 2 + 0.1 } }),
    ({ form }) => ({ form: { ...form, effort: form.effort === null ? null : form.effort / 2 } }),
    ({ priority }) => ({ priority: priority === 'low' ? 'normal' : 'high' }),
  ];
  // Whose effort is not known leaves "never" for "not known" once leaving it costs something, which is higher too.
  fc.assert(
    fc.property(some, fc.constantFrom(...better), ([all, index], change) => {
      const [before, after] = places(all, index, change);
      expect(after).toBeLessThanOrEqual(before);
    }),
  );
});

const debt = (
  number: number,
  effort: number | null,
  interest: number | null,
  more: Partial<Ranked> = {},
): Ranked => ({
  form: { effort, interest },
  votes: 0,
  voices: 0,
  since: new Date(START + number),
  repositoryId: 1,
  number,
  ...more,
});

const ranked = (...all: Ranked[]) => inRank(all).map(({ number }) => number);

test('payback is told apart by its size, and an unknown one goes behind a quarter', () => {
  expect(
    ranked(
      debt(1, 5, 0),
      debt(2, 60, 1),
      debt(3, 52, 1),
      debt(4, null, 5),
      debt(5, 13, 1),
      debt(6, 4, 1),
      debt(7, 1, 1),
    ),
  ).toEqual([7, 6, 5, 4, 3, 2, 1]);
});

test('of equal votes that goes first of which more people speak, however old', () => {
  expect(ranked(debt(1, 2, 1), debt(2, 3, 1, { voices: 2 }), debt(3, 4, 1, { votes: 1 }))).toEqual([3, 2, 1]);
});

test('within one size votes decide, and then age', () => {
  expect(ranked(debt(1, 2, 1), debt(2, 3, 1), debt(3, 4, 1, { votes: 1 }))).toEqual([3, 1, 2]);
});

test('where nobody guesses and nobody votes, the oldest goes first', () => {
  expect(ranked(debt(3, null, null), debt(1, null, null), debt(2, 1, null))).toEqual([1, 2, 3]);
});

test('the product lead decides before everything else', () => {
  const [high, low] = [{ priority: 'high' }, { priority: 'low' }] as const;
  expect(ranked(debt(1, 1, 5, low), debt(2, 1, 1), debt(3, 60, 0.1, high))).toEqual([3, 2, 1]);
});

test('payback is effort over interest', () => {
  const weeks = ([effort, interest]: [number | null, number | null]) => paybackWeeks({ effort, interest });
  expect(
    (
      [
        [2, 1],
        [3, 0],
        [null, 0],
        [null, 1],
        [1, null],
      ] as [number | null, number | null][]
    ).map(weeks),
  ).toEqual([2, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, undefined, undefined]);
});
