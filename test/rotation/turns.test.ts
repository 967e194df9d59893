import { describe, expect, it } from 'vitest';
import { planShifts, type Shift } from '../../src/rotation/schedule.ts';
import { addMs, DAY } from '../../src/time.ts';
import { rotationOf } from './rotation-of.ts';

const WEEK = 7 * DAY;
const START = new Date('2026-01-05T09:00:00Z');

/** Who is on duty in each of the first weeks. */
function weeks(
  entry: Readonly<Record<string, unknown>>,
  count: number,
  recorded: readonly Shift[] = [],
): string[] {
  const span = { from: START, to: addMs(START, count * WEEK) };
  const shifts = planShifts(rotationOf({ every: '1 week', ...entry }), span, { shifts: recorded });
  return shifts.map(({ onDuty }) => onDuty.join(' '));
}

const six = ['ana', 'bo', 'cy', 'dee', 'eli', 'fay'];

describe('a turn of several shifts', () => {
  it('replaces one of three at each handoff, the first in the roster having the longest first turn', () => {
    expect(weeks({ roster: six, on_duty: 3, stint: 3 }, 6)).toEqual([
      'ana bo cy',
      'ana bo dee',
      'ana dee eli',
      'dee eli fay',
      'eli fay cy',
      'fay cy bo',
    ]);
  });

  it('replaces half of the team where two seats take turns of four shifts', () => {
    expect(weeks({ roster: six, on_duty: 2, stint: 4 }, 8)).toEqual([
      'ana bo',
      'ana bo',
      'ana cy',
      'ana cy',
      'cy dee',
      'cy dee',
      'dee eli',
      'dee eli',
    ]);
  });

  it('keeps one person on duty for as many shifts as a turn has', () => {
    expect(weeks({ roster: ['ana', 'bo'], stint: 3 }, 7)).toEqual([
      'ana',
      'ana',
      'ana',
      'bo',
      'bo',
      'bo',
      'ana',
    ]);
  });

  it('goes to whoever is there for more than half of the whole turn, and an absence inside does not end it', () => {
    const away = [
      { login: 'ana', from: '2026-01-05', to: '2026-01-19' },
      { login: 'bo', from: '2026-01-12', to: '2026-01-18' },
    ];
    expect(weeks({ roster: ['ana', 'bo'], stint: 3, away }, 4)).toEqual(['bo', 'bo', 'bo', 'ana']);
  });

  it('leaves a seat empty for want of people, and tries again at the next handoff', () => {
    const roster = ['ana', { login: 'bo', from: '2026-01-26' }];
    expect(weeks({ roster, on_duty: 2, stint: 4 }, 4)).toEqual(['ana', 'ana', 'ana bo', 'ana bo']);
  });

  it('goes on as it was recorded, also after the plan is made anew', () => {
    const entry = { roster: six, on_duty: 3, stint: 3 };
    const whole = planShifts(rotationOf(entry), { from: START, to: addMs(START, 12 * WEEK) });
    for (let count = 1; count < 12; count += 1) {
      expect(weeks(entry, 12, whole.slice(0, count))).toEqual(weeks(entry, 12));
    }
  });

  it('gets the stagger going where a stint is introduced later', () => {
    const before = planShifts(rotationOf({ roster: six, on_duty: 3 }), {
      from: START,
      to: addMs(START, WEEK),
    });
    expect(weeks({ roster: six, on_duty: 3, stint: 3 }, 5, before)).toEqual([
      'ana bo cy',
      'dee eli fay',
      'dee eli ana',
      'dee ana bo',
      'ana bo cy',
    ]);
  });

  it('ends for whoever is taken off the roster', () => {
    const entry = { roster: six, on_duty: 2, stint: 4 };
    const before = planShifts(rotationOf(entry), { from: START, to: addMs(START, WEEK) });
    expect(weeks({ ...entry, roster: ['bo', 'cy', 'dee'] }, 3, before)).toEqual([
      'ana bo',
      'bo cy',
      'cy dee',
    ]);
  });

  it('gives a later seat, whose first turn is shorter, to whoever is there for that alone', () => {
    const away = [{ login: 'ana', from: '2026-01-12', to: '2026-02-20' }];
    expect(weeks({ roster: ['ana'], on_duty: 2, stint: 2, away }, 2)).toEqual(['ana', '']);
  });

  it('does not look through a thousand million seats', () => {
    expect(weeks({ roster: ['ana', 'bo'], on_duty: 1_000_000_000, stint: 99 }, 2)).toEqual([
      'ana bo',
      'ana bo',
    ]);
  });
});

describe('a squad on the roster', () => {
  const roster = [
    { squad: 'payments', members: ['ana', 'bo'] },
    { squad: 'search', members: ['cy', 'dee'] },
    'eli',
  ];

  it('takes its turn as one', () => {
    expect(weeks({ roster }, 4)).toEqual(['ana bo', 'cy dee', 'eli', 'ana bo']);
  });

  it('fills one place on duty', () => {
    expect(weeks({ roster, on_duty: 2 }, 2)).toEqual(['ana bo cy dee', 'eli ana bo']);
  });

  it('serves with those who are there, and keeps its place where nobody is', () => {
    const anaIsAway = { login: 'ana', from: '2026-01-05', to: '2026-01-11' };
    expect(weeks({ roster, away: [anaIsAway] }, 1)).toEqual(['bo']);
    const boIsAway = { ...anaIsAway, login: 'bo' };
    expect(weeks({ roster, away: [anaIsAway, boIsAway] }, 2)).toEqual(['cy dee', 'ana bo']);
  });

  it('goes on as recorded', () => {
    const rotation = rotationOf({ roster, stint: 2 });
    const whole = planShifts(rotation, { from: START, to: addMs(START, 6 * WEEK) });
    expect(weeks({ roster, stint: 2 }, 6, whole.slice(0, 3))).toEqual(weeks({ roster, stint: 2 }, 6));
  });
});
