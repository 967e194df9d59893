import { expect, test } from 'vitest';
import { estimatesUntil, workingDays } from '../../src/heartbeat/estimates.ts';
import { estimatesWords } from '../../src/heartbeat/wording-estimates.ts';

const berlin = {
  timezone: 'Europe/Berlin',
  working_hours: {
    days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    from: '09:00',
    to: '17:00',
  },
} satisfies Parameters<typeof estimatesUntil>[2];
const until = new Date('2026-04-06T00:00:00Z');

test.each([
  ['a day from nine to five', '2026-01-05T09:00+01:00', '2026-01-05T17:00+01:00', 1],
  ['an afternoon and a morning', '2026-01-05T16:00+01:00', '2026-01-06T10:00+01:00', 0.25],
  ['a weekend between', '2026-01-09T13:00+01:00', '2026-01-12T13:00+01:00', 1],
  ['two weeks', '2026-01-05T08:00+01:00', '2026-01-16T18:00+01:00', 10],
  ['the change to summer time', '2026-03-27T09:00+01:00', '2026-03-30T17:00+02:00', 2],
  ['an evening', '2026-01-05T20:00+01:00', '2026-01-05T22:00+01:00', 0.125],
  ['no time at all, or less', '2026-01-06T10:00+01:00', '2026-01-05T10:00+01:00', 0.125],
])('%s is counted in working days', (_, from, to, days) => {
  expect(workingDays(new Date(from), new Date(to), berlin)).toBe(days);
});

type Paid = Parameters<typeof estimatesUntil>[0][number];

/** Worked on for some days of the week from Monday 2 February on. */
function paid(days: number, estimate: number | null, more: Partial<Paid> = {}): Paid {
  const begunAt = new Date('2026-02-02T09:00+01:00');
  const end = new Date(begunAt.getTime() + (days - 1) * 86_400_000 + 8 * 3_600_000);
  return { end, outcome: 'paid', begunAt, estimate, ...more };
}

const five = [paid(1, 1), paid(2, 1), paid(3, 1), paid(4, 1), paid(5, 1)];

test('the usual issue makes the number, not the one that lay about', () => {
  const stray = paid(5, 0.125);
  expect(estimatesUntil(five, until, berlin)).toEqual({ ratio: 3, issues: 5 });
  expect(estimatesUntil([...five, stray], until, berlin)).toEqual({ ratio: 3.5, issues: 6 });
  expect(estimatesUntil([...five].reverse(), until, berlin)).toEqual(estimatesUntil(five, until, berlin));
});

test('of fewer than five nothing is said, and only what was paid, guessed and begun in the quarter counts', () => {
  const four = five.slice(1);
  const others: Paid[] = [
    paid(1, null),
    paid(1, 1, { begunAt: null }),
    paid(1, 1, { outcome: 'declined' }),
    paid(1, 1, { end: null, outcome: null }),
    paid(1, 1, { end: until }),
    paid(1, 1, { end: new Date(until.getTime() - 92 * 86_400_000) }),
  ];
  expect(estimatesUntil([...four, ...others], until, berlin)).toBeUndefined();
  expect(estimatesWords(undefined)).toEqual([]);
});

test('the number is told of the team, and nobody is named', () => {
  expect(estimatesWords({ ratio: 1.62, issues: 9 })).toEqual([
    'Estimates: the usual debt issue took 1.6 times the days it was estimated at (the median of 9 paid in 13 weeks).',
  ]);
  expect(estimatesWords({ ratio: 0.96, issues: 5 })[0]).toContain('took the days it was estimated at');
  expect(estimatesWords({ ratio: 0.001, issues: 5 })[0]).toContain('took 0.1 times');
});
