import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEffort, readInterest } from '../src/effort.ts';
import { hostileText } from './hostile-text.ts';

test.each([
  ['3 days', 3],
  ['3d', 3],
  ['1 DAY', 1],
  ['2h', 0.25],
  ['4 hrs', 0.5],
  ['90 min', 0.1875],
  ['1.5 weeks', 7.5],
  ['1,5 weeks', 7.5],
  ['½ day', 0.5],
  ['1½ days', 1.5],
  ['1/2 day', 0.5],
  ['half a day', 0.5],
  ['half day', 0.5],
  ['an hour', 0.125],
  ['a day and a half', 1.5],
  ['one and a half days', 1.5],
  ['2 and a half weeks', 12.5],
  ['1 week 2 days', 7],
  ['1 week and a day', 6],
  ['1 week, 2 days', 7],
  ['1d4h', 1.5],
  ['1 month', 20],
  ['2-3 days', 2.5],
  ['2 – 3 days', 2.5],
  ['two to three days', 2.5],
  ['2 days to 1 week', 3.5],
  ['~3 days', 3],
  ['about 3 days?', 3],
  ['up to 3 days', 3],
  ['3 working days', 3],
  ['2 person-days', 2],
  ['**3 days**', 3],
  ['3 days (with tests)', 3],
  ['3 days, because nobody knows the grammar any more, and it has no tests that anybody would trust', 3],
])('an effort of %s is %d working days', (text, days) => {
  expect(readEffort(text)).toBe(days);
});

test.each([
  ...['', 'soon', '3', '3 points', 'a few days', '-3 days', '3 daysx', '2 days a week', '0 days', '1/0 days'],
  ...[
    '3 days with tests',
    '3 days 4',
    'days',
    'and 3 days',
    '99999 days',
    '1e3 days',
    '2 days and',
    'NaN days',
  ],
])('an effort of %j cannot be read, and is not guessed', (text) => {
  expect(readEffort(text)).toBeUndefined();
});

test.each([
  ['1 day', 1],
  ['1 day a week', 1],
  ['a day', 1],
  ['half a day', 0.5],
  ['half a day per week', 0.5],
  ['2h/week', 0.25],
  ['2 hours weekly', 0.25],
  ['an hour each week', 0.125],
  ['15 min a day', 0.15625],
  ['1 hour per working day', 0.625],
  ['2 days a month', 0.5],
  ['1 week', 5],
  ['~2h per week, for everybody', 0.25],
  ['0', 0],
  ['0 hours a week', 0],
  ['Nothing', 0],
  ['none', 0],
])('what costs %s to leave costs %d working days a week', (text, days) => {
  expect(readInterest(text)).toBe(days);
});

test.each(['', 'a lot', '3', '2 hours per person per week', 'daily', 'per week', '5 per week', '2h a year'])(
  'a cost of %j cannot be read, and is not guessed',
  (text) => {
    expect(readInterest(text)).toBeUndefined();
  },
);

test('whatever is written, it is read as a number of days or not at all, at once', () => {
  const words = fc.array(
    fc.oneof(
      fc.constantFrom(
        '1',
        '2.5',
        '½',
        'half',
        'a',
        'and',
        'to',
        '-',
        'day',
        'weeks',
        'h',
        '(',
        'per',
        '/',
        ',',
      ),
      hostileText,
    ),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(words, fc.constantFrom('', ' '), (all, glue) => {
      for (const days of [readEffort(all.join(glue)), readInterest(all.join(glue))]) {
        expect(days === undefined || (Number.isFinite(days) && days >= 0)).toBe(true);
      }
    }),
  );
  for (const text of [
    '1 day and '.repeat(10_000),
    ' '.repeat(60_000),
    '1'.repeat(60_000),
    '(-'.repeat(30_000),
  ])
    expect(readEffort(text)).toBeUndefined();
});
