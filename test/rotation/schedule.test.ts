import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { planShifts } from '../../src/rotation/schedule.ts';
import { addMs, DAY } from '../../src/time.ts';
import { rotationOf } from './rotation-of.ts';

const span = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

describe('planning shifts', () => {
  it('takes the end of the span as exclusive, and the start as inclusive', () => {
    const shifts = planShifts(rotationOf({}), span('2026-01-12T09:00:00Z', '2026-01-19T09:00:00Z'));
    expect(shifts.map(({ onDuty }) => onDuty)).toEqual([['bo']]);
  });

  it('plans nothing before the rotation starts', () => {
    expect(planShifts(rotationOf({}), span('2025-01-01T00:00:00Z', '2026-01-05T09:00:00Z'))).toEqual([]);
  });

  it('compares logins of absences without case', () => {
    const rotation = rotationOf({
      roster: ['Ana', 'bo'],
      away: [{ login: 'aNA', from: '2026-01-05', to: '2026-01-11' }],
    });
    expect(planShifts(rotation, span('2026-01-05T09:00:00Z', '2026-01-06T00:00:00Z'))[0]?.onDuty).toEqual([
      'bo',
    ]);
  });

  it('does not put somebody on duty who is there for exactly half of a shift', () => {
    const rotation = rotationOf({
      starts: '2026-01-05T00:00',
      every: '2 days',
      roster: [{ login: 'ana', from: '2026-01-06' }],
    });
    expect(planShifts(rotation, span('2026-01-05T00:00:00Z', '2026-01-06T00:00:00Z'))[0]?.onDuty).toEqual([]);
  });

  it('counts the turns of somebody who left and came back as those of one person', () => {
    const roster = ['bo', { login: 'ana', to: '2026-01-11' }, { login: 'Ana', from: '2026-01-19' }];
    const shifts = planShifts(rotationOf({ roster }), span('2026-01-05T09:00:00Z', '2026-02-01T00:00:00Z'));
    expect(shifts.map(({ onDuty }) => onDuty.join())).toEqual(['bo', 'bo', 'ana', 'bo']);
  });

  it('plans ten years for fifty people with five hundred absences', () => {
    const roster = Array.from({ length: 50 }, (_, index) => `person-${index}`);
    const away = Array.from({ length: 500 }, (_, index) => {
      const from = addMs(new Date('2026-01-05T00:00:00Z'), index * 7 * DAY);
      const [first, last] = [from, addMs(from, 6 * DAY)].map((at) => at.toISOString().slice(0, 10));
      return { login: `person-${(index * 7) % 50}`, from: first, to: last };
    });
    const weekly = rotationOf({ roster, away, on_duty: 3, timezone: 'Europe/Berlin' });
    const decade = span('2026-01-01T00:00:00Z', '2036-01-01T00:00:00Z');
    expect(planShifts(weekly, decade)).toHaveLength(522);
  });

  it('plans ten years of hourly shifts', () => {
    const roster = Array.from({ length: 50 }, (_, index) => `person-${index}`);
    const hourly = rotationOf({ roster, every: '1 hour', on_duty: 2, timezone: 'Europe/Berlin' });
    expect(planShifts(hourly, span('2026-01-05T08:00:00Z', '2036-01-03T08:00:00Z'))).toHaveLength(87_600);
  });

  it('refuses a span that is absurdly far away', () => {
    const hourly = rotationOf({ every: '1 hour' });
    expect(() => planShifts(hourly, span('2400-01-01T00:00:00Z', '2400-01-02T00:00:00Z'))).toThrow(UserError);
  });
});
