import { describe, expect, it } from 'vitest';
import { presence, timeWithin } from '../../src/rotation/availability.ts';
import { DAY } from '../../src/time.ts';

const midnight = (day: string) => new Date(`${day}T00:00:00Z`).getTime();

describe('presence', () => {
  it('is open on both sides for somebody who is simply on the roster', () => {
    expect(presence([{}], [], 'UTC')).toEqual([
      { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY },
    ]);
  });

  it('includes the last day of a span', () => {
    expect(presence([{ from: '2026-01-05', to: '2026-01-05' }], [], 'UTC')).toEqual([
      { start: midnight('2026-01-05'), end: midnight('2026-01-06') },
    ]);
  });

  it('counts absences that overlap once', () => {
    const away = [
      { from: '2026-01-07', to: '2026-01-09' },
      { from: '2026-01-05', to: '2026-01-08' },
    ];
    expect(presence([{ from: '2026-01-01', to: '2026-01-31' }], away, 'UTC')).toEqual([
      { start: midnight('2026-01-01'), end: midnight('2026-01-05') },
      { start: midnight('2026-01-10'), end: midnight('2026-02-01') },
    ]);
  });

  it('is nothing for somebody away all the time', () => {
    expect(
      presence([{ from: '2026-01-05', to: '2026-01-06' }], [{ from: '2026-01-01', to: '2026-02-01' }], 'UTC'),
    ).toEqual([]);
  });
});

describe('the time within', () => {
  it('adds up the parts of a stretch that lie in the intervals', () => {
    const present = presence([{}], [{ from: '2026-01-06', to: '2026-01-07' }], 'UTC');
    expect(timeWithin(present, { start: midnight('2026-01-05'), end: midnight('2026-01-12') })).toBe(5 * DAY);
  });
});
