import { expect, test } from 'vitest';
import { ageWords, briefCost, fullCost, ordinal, votesWords } from '../../src/debt/wording-cost.ts';

test.each([
  [2, 1, 'pays back in 2 weeks (2 days to fix, 1 day a week to leave)'],
  [0.25, 0.5, 'pays back within a week (2 hours to fix, half a day a week to leave)'],
  [20, 0.125, 'pays back in 3 years (4 weeks to fix, 1 hour a week to leave)'],
  [7.5, 0.5, 'pays back in 3 months (7.5 days to fix, half a day a week to leave)'],
  [200, 1 / 480, 'pays back in more than 10 years (40 weeks to fix, 1 minute a week to leave)'],
  [1, 0, 'never pays back (1 day to fix, nothing to leave)'],
  [null, 0, 'never pays back (nothing to leave)'],
  [3, null, '3 days to fix, and what it costs to leave is not known'],
  [null, 5, '5 days a week to leave, and what it takes to fix is not known'],
  [null, null, 'its cost is not known'],
])('an effort of %j with an interest of %j: %s', (effort, interest, words) => {
  expect(fullCost({ effort, interest })).toBe(words);
});

test('in a list there is nothing to say of what is not known', () => {
  expect(briefCost({ effort: null, interest: null })).toBeUndefined();
  expect(briefCost({ effort: 3, interest: null })).toBe('3 days to fix');
  expect(briefCost({ effort: 2, interest: 1 })).toBe(
    'pays back in 2 weeks: 2 days to fix, 1 day a week to leave',
  );
});

test('ages, votes and places are told as people tell them', () => {
  const now = new Date('2026-06-01T00:00:00Z');
  const age = (day: string) => ageWords(new Date(`${day}T00:00:00Z`), now).replace('open for ', '');
  expect(
    ['2026-06-01', '2026-05-31', '2026-05-18', '2026-05-17', '2026-03-01', '2022-01-01'].map(age),
  ).toEqual([...['less than a day', '1 day', '2 weeks', '2 weeks', '3 months', '4 years']]);
  expect([0, 1, -1, 4].map((votes) => votesWords({ votes, voices: 0 }))).toEqual([
    'no votes',
    '1 vote',
    '−1 vote',
    '4 votes',
  ]);
  expect(votesWords({ votes: 0, voices: 1 })).toBe('no votes, 1 person spoke');
  expect(votesWords({ votes: 2, voices: 1200 })).toBe('2 votes, 1,200 people spoke');
  expect([1, 2, 3, 4, 11, 22, 103, 1001].map(ordinal)).toEqual([
    ...['1st', '2nd', '3rd', '4th', '11th', '22nd', '103rd', '1,001st'],
  ]);
});
