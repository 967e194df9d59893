import { describe, expect, test } from 'vitest';
import { WorkingHours } from '../../src/config/working-hours.ts';
import { handoffsDue, quarterDue } from '../../src/retro/due.ts';

const time = { timezone: 'Europe/Berlin', working_hours: WorkingHours.parse({}) };
const at = (iso: string) => new Date(iso);

describe('each quarter', () => {
  const since = at('2026-02-10T12:00:00Z');

  test('is due once it is over and people work again', () => {
    expect(quarterDue(since, undefined, at('2026-03-31T12:00:00Z'), time)).toBeUndefined();
    expect(quarterDue(since, undefined, at('2026-04-01T06:59:59Z'), time)).toBeUndefined();
    expect(quarterDue(since, undefined, at('2026-04-01T07:00:00Z'), time)).toEqual({
      key: '2026-Q1',
      start: at('2025-12-31T23:00:00Z'),
      end: at('2026-03-31T22:00:00Z'),
    });
  });

  test('waits over a weekend', () => {
    const spring = at('2027-10-15T00:00:00Z');
    // 1 January 2028 is a Saturday.
    expect(quarterDue(spring, undefined, at('2028-01-02T12:00:00Z'), time)).toBeUndefined();
    expect(quarterDue(spring, undefined, at('2028-01-03T08:00:00Z'), time)?.key).toBe('2027-Q4');
  });

  test('that was slept through is covered by the next', () => {
    const before = at('2026-03-31T22:00:00Z');
    const due = quarterDue(before, before, at('2027-01-15T12:00:00Z'), time);
    expect(due).toEqual({ key: '2026-Q4', start: before, end: at('2026-12-31T23:00:00Z') });
  });

  test('that is told already is not due again', () => {
    const end = at('2026-03-31T22:00:00Z');
    expect(quarterDue(end, end, at('2026-06-30T12:00:00Z'), time)).toBeUndefined();
  });
});

describe('handoffs', () => {
  const series = { name: 'handoffs infra', of: 'handoffs', rotation: 'infra', handoffs: 2 } as const;
  const shift = (day: number) => ({
    start: at(`2026-01-${String(day).padStart(2, '0')}T08:00:00Z`),
    end: at(`2026-01-${String(day + 7).padStart(2, '0')}T08:00:00Z`),
    onDuty: ['ana'],
  });
  const shifts = [shift(5), shift(12), shift(19)];

  test('are counted from the middle of a shift, which is a part of the time looked back on', () => {
    const since = at('2026-01-07T12:00:00Z');
    expect(handoffsDue(series, shifts.slice(0, 2), since, at('2026-01-12T08:00:00Z'))).toBeUndefined();
    expect(handoffsDue(series, shifts, since, at('2026-01-19T08:00:00Z'))).toEqual({
      key: 'infra/2026-01-19T08:00:00Z',
      start: at('2026-01-05T08:00:00Z'),
      end: at('2026-01-19T08:00:00Z'),
    });
  });

  test('that were looked back on are not counted again', () => {
    expect(
      handoffsDue(series, shifts, at('2026-01-12T08:00:00Z'), at('2026-01-19T08:00:00Z')),
    ).toBeUndefined();
  });

  test('more than enough, after a sleep, are looked back on together', () => {
    const due = handoffsDue(
      { ...series, handoffs: 1 },
      shifts,
      at('2026-01-05T08:00:00Z'),
      at('2026-01-20T00:00:00Z'),
    );
    expect(due).toMatchObject({ start: at('2026-01-05T08:00:00Z'), end: at('2026-01-19T08:00:00Z') });
  });
});
