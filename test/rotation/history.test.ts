import { describe, expect, it } from 'vitest';
import { nextShifts, planShifts, type Shift } from '../../src/rotation/schedule.ts';
import { isoSeconds } from '../../src/time.ts';
import { rotationOf } from './rotation-of.ts';

function shift(start: string, end: string, ...onDuty: string[]): Shift {
  return { start: new Date(`${start}Z`), end: new Date(`${end}Z`), onDuty };
}

function span(from: string, to: string) {
  return { from: new Date(`${from}Z`), to: new Date(`${to}Z`) };
}

/** Each shift as `start day–end day: people`. */
function told(shifts: readonly Shift[]): string[] {
  return shifts.map(({ start, end, onDuty }) => `${day(start)}–${day(end)}: ${onDuty.join(', ')}`);
}

function day(at: Date): string {
  return isoSeconds(at).slice(5, 10);
}

const firstWeek = shift('2026-01-05T09:00', '2026-01-12T09:00', 'ana');
const secondWeek = shift('2026-01-12T09:00', '2026-01-19T09:00', 'bo');
const january = span('2026-01-01T00:00', '2026-02-02T00:00');

describe('planning after recorded shifts', () => {
  it('returns recorded shifts as they were recorded, also when the file says otherwise by now', () => {
    const history = { shifts: [shift('2026-01-05T09:00', '2026-01-12T09:00', 'zoe', 'cy')] };
    expect(told(planShifts(rotationOf({}), january, history))).toEqual([
      '01-05–01-12: zoe, cy',
      '01-12–01-19: ana',
      '01-19–01-26: bo',
      '01-26–02-02: cy',
    ]);
  });

  it('counts waiting from the records, whatever the case of a login', () => {
    const history = { shifts: [shift('2026-01-05T09:00', '2026-01-12T09:00', 'BO')] };
    expect(told(planShifts(rotationOf({}), january, history)).slice(1, 3)).toEqual([
      '01-12–01-19: ana',
      '01-19–01-26: cy',
    ]);
  });

  it('breaks a tie by the turns that the records count', () => {
    const shifts = [firstWeek, shift('2026-01-12T09:00', '2026-01-19T09:00', 'ana', 'bo', 'cy')];
    expect(told(planShifts(rotationOf({}), january, { shifts }))[2]).toBe('01-19–01-26: bo');
  });

  it('lets the running shift keep its end and runs the next to the first handoff of a changed grid', () => {
    const rotation = rotationOf({ starts: '2026-01-08T09:00', every: '2 weeks' });
    expect(told(planShifts(rotation, january, { shifts: [firstWeek] }))).toEqual([
      '01-05–01-12: ana',
      '01-12–01-22: bo',
      '01-22–02-05: cy',
    ]);
  });

  it('leaves a gap when `starts` is moved beyond the end of the running shift', () => {
    const rotation = rotationOf({ starts: '2026-01-20T09:00' });
    expect(told(planShifts(rotation, january, { shifts: [firstWeek] }))).toEqual([
      '01-05–01-12: ana',
      '01-20–01-27: bo',
      '01-27–02-03: cy',
    ]);
  });

  it('does not put newcomers before those who waited when `starts` is moved', () => {
    const rotation = rotationOf({
      starts: '2026-01-20T09:00',
      roster: ['ana', 'bo', 'cy', { login: 'dee', from: '2026-01-10' }],
    });
    expect(told(planShifts(rotation, january, { shifts: [firstWeek, secondWeek] }))).toEqual([
      '01-05–01-12: ana',
      '01-12–01-19: bo',
      '01-20–01-27: cy',
      '01-27–02-03: dee',
    ]);
  });

  it('lets somebody without a `from` wait from the day they were first seen on the roster', () => {
    const rotation = rotationOf({ roster: ['dee', 'ana', 'bo', 'cy'] });
    const shifts = [firstWeek, secondWeek];
    expect(told(planShifts(rotation, january, { shifts }))[2]).toBe('01-19–01-26: dee');
    const joined = new Map([['dee', new Date('2026-01-13T15:00Z')]]);
    expect(told(planShifts(rotation, january, { shifts, joined })).slice(2)).toEqual([
      '01-19–01-26: cy',
      '01-26–02-02: ana',
    ]);
  });

  it('prefers the `from` of the file to the day somebody was first seen', () => {
    const rotation = rotationOf({ roster: [{ login: 'dee', from: '2026-01-06' }, 'ana', 'bo'] });
    const joined = new Map([['dee', new Date('2026-01-18T15:00Z')]]);
    expect(told(planShifts(rotation, january, { shifts: [firstWeek, secondWeek], joined }))[2]).toBe(
      '01-19–01-26: dee',
    );
  });

  it('keeps the shift of somebody who has left, and plans without them', () => {
    const rotation = rotationOf({ roster: ['bo', 'cy'] });
    expect(told(planShifts(rotation, january, { shifts: [firstWeek] })).slice(0, 2)).toEqual([
      '01-05–01-12: ana',
      '01-12–01-19: bo',
    ]);
  });
});

describe('who is next', () => {
  it('is found among records and plan alike', () => {
    const query = { after: new Date('2026-01-07T00:00Z'), count: 2 };
    const shifts = [firstWeek, shift('2026-01-12T09:00', '2026-01-19T09:00', 'zoe')];
    expect(told(nextShifts(rotationOf({}), query, { shifts }))).toEqual([
      '01-12–01-19: zoe',
      '01-19–01-26: bo',
    ]);
  });

  it('does not count the shift that begins at the very instant', () => {
    const query = { after: new Date('2026-01-12T09:00Z'), count: 1 };
    expect(told(nextShifts(rotationOf({}), query))).toEqual(['01-19–01-26: cy']);
  });

  it('is the first shift before the rotation has started', () => {
    const query = { after: new Date('2025-01-01T00:00Z'), count: 1 };
    expect(told(nextShifts(rotationOf({}), query))).toEqual(['01-05–01-12: ana']);
  });
});
