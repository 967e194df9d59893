import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cover, servedBy } from '../../src/rotation/covers.ts';
import type { Shift } from '../../src/rotation/schedule.ts';
import { addMs, DAY, isoSeconds } from '../../src/time.ts';
import { rotationOf } from './rotation-of.ts';

const MONDAY = new Date('2026-01-05T00:00:00Z');
const day = (count: number) => addMs(MONDAY, count * DAY);
const week: Shift = { start: MONDAY, end: day(7), onDuty: ['ana', 'bo'] };
const team = rotationOf({ roster: ['ana', 'bo', 'cy', 'dee'], on_duty: 2 });

let made = 0;
function cover(owner: string, substitute: string, from: number, to: number): Cover {
  made += 1;
  return { id: made, owner, substitute, from: day(from), to: day(to) };
}

/** Who serves on each day of the week. */
function days(covers: readonly Cover[], shift: Shift = week, rotation = team): string[] {
  const { stretches } = servedBy(rotation, shift, covers);
  return Array.from({ length: 7 }, (_, index) => {
    const there = stretches.filter(({ start, end }) => start <= day(index) && day(index) < end);
    return there.map(({ serving }) => serving.join(' ')).join(' AND ');
  });
}

describe('a cover', () => {
  it('lets somebody else serve for a part of a shift', () => {
    expect(days([cover('ana', 'cy', 1, 3)])).toEqual([
      'ana bo',
      'cy bo',
      'cy bo',
      ...Array(4).fill('ana bo'),
    ]);
  });

  it('gives way to a later one for the same time', () => {
    expect(days([cover('ana', 'cy', 0, 7), cover('ana', 'dee', 2, 4)])).toEqual([
      'cy bo',
      'cy bo',
      'dee bo',
      'dee bo',
      ...Array(3).fill('cy bo'),
    ]);
  });

  it('of a substitute goes on to whoever substitutes for them', () => {
    expect(days([cover('ana', 'cy', 0, 7), cover('cy', 'dee', 5, 7)])).toEqual([
      ...Array(5).fill('cy bo'),
      'dee bo',
      'dee bo',
    ]);
  });

  it('given back to the owner ends there', () => {
    expect(days([cover('ana', 'cy', 0, 7), cover('cy', 'ana', 3, 7)])).toEqual([
      ...Array(3).fill('cy bo'),
      ...Array(4).fill('ana bo'),
    ]);
  });

  it('by somebody who is on duty anyway is void, and said to be so', () => {
    const { stretches, voids } = servedBy(team, week, [cover('ana', 'Bo', 1, 3)]);
    expect(stretches).toEqual([{ start: week.start, end: week.end, serving: ['ana', 'bo'] }]);
    expect(voids.map(({ start, end, why }) => [isoSeconds(start), isoSeconds(end), why])).toEqual([
      ['2026-01-06T00:00:00Z', '2026-01-08T00:00:00Z', 'on duty'],
    ]);
  });

  it('is void from the day on which the substitute has left the roster', () => {
    const rotation = rotationOf({ roster: ['ana', 'bo', { login: 'cy', to: '2026-01-07' }], on_duty: 2 });
    expect(days([cover('ana', 'cy', 1, 6)], week, rotation)).toEqual([
      'ana bo',
      'cy bo',
      'cy bo',
      ...Array(4).fill('ana bo'),
    ]);
    expect(servedBy(rotation, week, [cover('ana', 'cy', 1, 6)]).voids.map(({ why }) => why)).toEqual([
      'off the roster',
    ]);
  });

  it('for somebody who does not serve then changes nothing', () => {
    expect(days([cover('cy', 'dee', 0, 7)])).toEqual(Array(7).fill('ana bo'));
  });

  it('keeps the time of day over a change of the clocks', () => {
    const shift: Shift = {
      start: new Date('2026-03-23T08:00:00Z'),
      end: new Date('2026-03-30T07:00:00Z'),
      onDuty: ['ana'],
    };
    const half = { ...cover('ana', 'cy', 0, 0), from: new Date('2026-03-28T23:00:00Z'), to: shift.end };
    const ends = servedBy(team, shift, [half]).stretches.map(({ end }) => isoSeconds(end));
    expect(ends).toEqual(['2026-03-28T23:00:00Z', '2026-03-30T07:00:00Z']);
  });
});

describe('a cover of somebody who serves for another while their own seat is covered', () => {
  it('is for the seat in which they serve', () => {
    expect(days([cover('bo', 'cy', 0, 7), cover('ana', 'bo', 0, 7), cover('bo', 'dee', 0, 7)])[0]).toBe(
      'dee cy',
    );
  });
});

describe('any covers, one upon the other', () => {
  const logins = ['ana', 'bo', 'cy', 'dee', 'eli'];
  const span = fc.tuple(fc.integer({ min: -3, max: 9 }), fc.integer({ min: 1, max: 9 }));
  const any = fc
    .array(fc.tuple(fc.constantFrom(...logins), fc.constantFrom(...logins), span), { maxLength: 12 })
    .map((entries) =>
      entries.map(([owner, substitute, [from, length]]) => cover(owner, substitute, from, from + length)),
    );
  const roster = ['ana', 'bo', 'cy', { login: 'dee', to: '2026-01-08' }];
  const rotation = rotationOf({ roster, on_duty: 2 });

  it('leave every instant with exactly as many people as the plan has, and nobody twice', () => {
    fc.assert(
      fc.property(any, (covers) => {
        const { stretches } = servedBy(rotation, week, covers);
        expect([stretches[0]?.start, stretches.at(-1)?.end]).toEqual([week.start, week.end]);
        stretches.forEach(({ start, end, serving }, index) => {
          expect(end.getTime()).toBeGreaterThan(start.getTime());
          if (index > 0) expect(start).toEqual(stretches[index - 1]?.end);
          expect(serving).toHaveLength(2);
          expect(new Set(serving).size).toBe(2);
        });
      }),
    );
  });

  it('put nobody on duty who is not on the roster then', () => {
    fc.assert(
      fc.property(any, (covers) => {
        for (const { end, serving } of servedBy(rotation, week, covers).stretches) {
          expect(serving).not.toContain('eli');
          if (end > new Date('2026-01-09T00:00:00Z')) expect(serving).not.toContain('dee');
        }
      }),
    );
  });
});
