import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cover } from '../../src/rotation/covers.ts';
import { planShifts } from '../../src/rotation/schedule.ts';
import { uncoveredIn } from '../../src/rotation/uncovered.ts';
import { addMs, DAY, isoSeconds } from '../../src/time.ts';
import { rotationOf } from './rotation-of.ts';

const START = new Date('2026-01-05T09:00:00Z');

/** The shifts of four weeks, and who misses which parts of them, as text. */
function missed(entry: Record<string, unknown>, covers: readonly Cover[] = [], from = START): string[] {
  const rotation = rotationOf({ timezone: 'UTC', ...entry });
  const shifts = planShifts(rotation, { from: START, to: addMs(START, 28 * DAY) });
  return shifts
    .flatMap((shift) => uncoveredIn(rotation, { shifts: [] }, shift, covers, from))
    .map(({ login, from, to }) => `${login} ${isoSeconds(from)} ${isoSeconds(to)}`);
}

const away = (login: string, from: string, to: string) => ({ login, from, to });

describe('a place that is empty for a while', () => {
  it('is that of somebody away in the middle of a turn whom nobody can cover', () => {
    const everybody = ['ana', 'bo'].map((login) => away(login, '2026-01-12', '2026-01-18'));
    expect(missed({ stint: 3, roster: ['ana', 'bo'], away: everybody })).toEqual([
      'ana 2026-01-12T00:00:00Z 2026-01-12T09:00:00Z',
      'ana 2026-01-12T09:00:00Z 2026-01-19T00:00:00Z',
    ]);
  });

  it('is none where somebody is available to cover, and begins when that one goes', () => {
    const gone = [away('ana', '2026-01-07', '2026-01-09'), away('bo', '2026-01-09', '2026-01-09')];
    expect(missed({ roster: ['ana', 'bo', 'cy'], away: gone })).toEqual([]);
    expect(missed({ roster: ['ana', 'bo'], away: gone })).toEqual([
      'bo 2026-01-09T00:00:00Z 2026-01-10T00:00:00Z',
    ]);
  });

  it('ends where somebody covers by their own word, and is not of what has passed', () => {
    const gone = ['ana', 'bo'].map((login) => away(login, '2026-01-07', '2026-01-09'));
    const eighth = new Date('2026-01-08T00:00:00Z');
    const cover = { id: 1, owner: 'ana', substitute: 'cy', from: eighth, to: addMs(eighth, 5 * DAY) };
    const entry = { roster: ['ana', 'bo', { login: 'cy', from: '2026-01-08' }], away: gone };
    expect(missed({ ...entry, roster: ['ana', 'bo'] })).toEqual([
      'ana 2026-01-07T00:00:00Z 2026-01-10T00:00:00Z',
    ]);
    expect(missed(entry, [cover])).toEqual(['ana 2026-01-07T00:00:00Z 2026-01-08T00:00:00Z']);
    expect(missed({ ...entry, roster: ['ana', 'bo'] }, [], addMs(eighth, DAY))).toEqual([
      'ana 2026-01-09T00:00:00Z 2026-01-10T00:00:00Z',
    ]);
  });

  it('is none of a squad of which others are there', () => {
    const squad = { squad: 'core', members: ['ana', 'bo'] };
    expect(missed({ roster: [squad], away: [away('ana', '2026-01-07', '2026-01-08')] })).toEqual([]);
    expect(
      missed({ roster: [squad], away: ['ana', 'bo'].map((one) => away(one, '2026-01-07', '2026-01-07')) }),
    ).toEqual([
      'ana 2026-01-07T00:00:00Z 2026-01-08T00:00:00Z',
      'bo 2026-01-07T00:00:00Z 2026-01-08T00:00:00Z',
    ]);
  });
});

it('whatever the absences, the empty places lie in the shift, in order, and are of somebody who is away then', () => {
  const absence = fc
    .tuple(fc.constantFrom('ana', 'bo', 'cy'), fc.integer({ min: 5, max: 28 }), fc.nat(6))
    .map(([login, from, length]) => away(login, january(from), january(Math.min(31, from + length))));
  const entry = fc.record({
    on_duty: fc.integer({ min: 1, max: 2 }),
    stint: fc.integer({ min: 1, max: 3 }),
    away: fc.array(absence, { maxLength: 8 }),
  });
  fc.assert(
    fc.property(entry, (fields) => {
      const rotation = rotationOf({ timezone: 'UTC', ...fields });
      const shifts = planShifts(rotation, { from: START, to: addMs(START, 21 * DAY) });
      for (const shift of shifts) {
        for (const one of uncoveredIn(rotation, { shifts: [] }, shift, [], START)) {
          expect(one.from < one.to && one.from >= shift.start && one.to <= shift.end).toBe(true);
          expect(isAway(rotation.away, one.login, one.from)).toBe(true);
          expect(isAway(rotation.away, one.login, addMs(one.to, -1))).toBe(true);
        }
      }
    }),
  );
});

function january(day: number): string {
  return `2026-01-${String(day).padStart(2, '0')}`;
}

function isAway(all: readonly { login: string; from: string; to: string }[], login: string, at: Date) {
  const day = at.toISOString().slice(0, 10);
  return all.some((one) => one.login === login && one.from <= day && day <= one.to);
}
