import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Length, WorkingHours } from '../src/config/index.ts';
import { afterWorkingTime } from '../src/working-time.ts';

const office: WorkingHours = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  from: '09:00',
  to: '17:00',
};

function after(at: string, length: Length, timezone = 'UTC'): string {
  return afterWorkingTime(new Date(at), length, office, timezone).toISOString();
}

const hours = (amount: number): Length => ({ amount, unit: 'hours' });
const days = (amount: number): Length => ({ amount, unit: 'days' });

test('hours count while people work: what is left of a Friday goes on on Monday', () => {
  expect(after('2026-03-06T15:00:00Z', hours(4))).toBe('2026-03-09T11:00:00.000Z');
  expect(after('2026-03-06T15:00:00Z', hours(2))).toBe('2026-03-06T17:00:00.000Z');
  expect(after('2026-03-07T12:00:00Z', hours(4))).toBe('2026-03-09T13:00:00.000Z');
  expect(after('2026-03-09T03:00:00Z', hours(9))).toBe('2026-03-10T10:00:00.000Z');
});

test('ten working days are two weeks', () => {
  expect(after('2026-03-02T10:00:00Z', days(10))).toBe('2026-03-16T10:00:00.000Z');
  expect(after('2026-03-06T18:00:00Z', days(1))).toBe('2026-03-10T09:00:00.000Z');
});

test('weeks and months are those of the calendar, and end while people work', () => {
  expect(after('2026-03-04T10:00:00Z', { amount: 1, unit: 'weeks' })).toBe('2026-03-11T10:00:00.000Z');
  expect(after('2026-01-31T10:00:00Z', { amount: 1, unit: 'months' })).toBe('2026-03-02T09:00:00.000Z');
});

test('hours are the local ones, also over a change of the clocks', () => {
  expect(after('2026-03-27T15:00:00Z', hours(2), 'Europe/Berlin')).toBe('2026-03-30T08:00:00.000Z');
  expect(after('2026-10-23T14:00:00Z', hours(2), 'Europe/Berlin')).toBe('2026-10-26T09:00:00.000Z');
});

test('an answer is due while people work, never before it is asked for, and later for a longer time', () => {
  const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
  const length = fc.record({
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom('hours' as const, 'days' as const),
  });
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia');
  fc.assert(
    fc.property(instant, length, zone, (at, span, timezone) => {
      const due = afterWorkingTime(at, span, office, timezone);
      expect(due.getTime()).toBeGreaterThan(at.getTime());
      const local = new Intl.DateTimeFormat('en-GB', {
        timeZone: timezone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }).format(due);
      expect(local).toMatch(/^(Mon|Tue|Wed|Thu|Fri) (09|1[0-6]|17:00)/);
      const longer = afterWorkingTime(at, { ...span, amount: span.amount + 1 }, office, timezone);
      expect(longer.getTime()).toBeGreaterThan(due.getTime());
    }),
  );
});
