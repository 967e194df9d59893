import { expect, test } from 'vitest';
import { endOfDay, isoSeconds, isoWeek, localTime, nextQuarter, quarter, startOfDay } from '../src/time.ts';

test('an ISO week belongs to the year of its Thursday and begins on Monday, local time', () => {
  const week = isoWeek(new Date('2027-01-01T12:00:00Z'), 'Europe/Berlin');
  expect(week.name).toBe('2026-W53');
  expect(isoSeconds(week.start)).toBe('2026-12-27T23:00:00Z');
  expect(isoSeconds(week.end)).toBe('2027-01-03T23:00:00Z');
});

test('a week in which the clocks change is an hour longer or shorter', () => {
  const hours = (at: string) => {
    const { start, end } = isoWeek(new Date(at), 'Europe/Berlin');
    return (end.getTime() - start.getTime()) / 3_600_000;
  };
  expect([hours('2026-03-25T12:00:00Z'), hours('2026-10-21T12:00:00Z')]).toEqual([167, 169]);
});

test('a day whose midnight is skipped begins when the clocks have moved', () => {
  expect(isoSeconds(startOfDay('2026-09-06', 'America/Santiago'))).toBe('2026-09-06T04:00:00Z');
  expect(isoSeconds(endOfDay('2026-09-05', 'America/Santiago'))).toBe('2026-09-06T04:00:00Z');
});

test('quarters are local, and each is followed by the next', () => {
  expect(quarter(new Date('2026-03-31T23:30:00Z'), 'Europe/Berlin')).toBe('2026-Q2');
  expect(isoSeconds(nextQuarter(new Date('2026-03-31T12:00:00Z'), 'Europe/Berlin'))).toBe(
    '2026-03-31T22:00:00Z',
  );
  expect(isoSeconds(nextQuarter(new Date('2026-12-31T12:00:00Z'), 'UTC'))).toBe('2027-01-01T00:00:00Z');
});

test('people read a time with its day, its zone and no seconds', () => {
  expect(localTime(new Date('2026-01-19T08:00:00Z'), 'Europe/Berlin')).toBe(
    'Mon 19 Jan 2026, 09:00 (Europe/Berlin)',
  );
});
