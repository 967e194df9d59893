import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Cover } from '../../src/rotation/covers.ts';
import { daysByMember, servicesIn } from '../../src/rotation/fairness.ts';
import { planShifts, type Shift } from '../../src/rotation/schedule.ts';
import { addMs, DAY } from '../../src/time.ts';
import { rotationOf } from './rotation-of.ts';

const MONDAY = new Date('2026-01-05T00:00:00Z');
const day = (count: number) => addMs(MONDAY, count * DAY);
const roster = ['ana', 'bo', 'cy', 'dee'];
const team = rotationOf({ roster, on_duty: 2 });
const shifts: Shift[] = [
  { start: day(0), end: day(7), onDuty: ['ana', 'bo'] },
  { start: day(7), end: day(14), onDuty: ['cy', 'dee'] },
];

it('counts a cover as days of whoever served, given by one and taken by the other', () => {
  const cover: Cover = { id: 1, owner: 'ana', substitute: 'cy', from: day(1), to: day(3) };
  const services = servicesIn(team, shifts, [cover], { from: day(0), to: day(14) });
  expect(services.find(({ login }) => login === 'ana')).toMatchObject({ shifts: 1, days: 5, taken: 2 });
  expect(services.find(({ login }) => login === 'cy')).toMatchObject({ shifts: 2, days: 9, given: 2 });
});

it('counts what lies in the span alone', () => {
  const services = servicesIn(team, shifts, [], { from: day(5), to: day(8) });
  const days = services.map(({ login, days }) => [login, days]);
  expect(days).toEqual([
    ['ana', 2],
    ['bo', 2],
    ['cy', 1],
    ['dee', 1],
  ]);
});

const person = fc.constantFrom(...roster);
const covers = fc.array(fc.tuple(person, person, fc.nat(13), fc.integer({ min: 1, max: 14 })), {
  maxLength: 8,
});

it('has days that add up to the shifts, and as many given as taken', () => {
  fc.assert(
    fc.property(covers, (made) => {
      const all = made.map(([owner, substitute, from, length], index): Cover => {
        return { id: index + 1, owner, substitute, from: day(from), to: day(from + length) };
      });
      const services = servicesIn(team, shifts, all, { from: day(0), to: day(14) });
      const sum = (key: 'days' | 'given' | 'taken') => services.reduce((total, one) => total + one[key], 0);
      expect(sum('days')).toBeCloseTo(2 * 14, 6);
      expect(sum('given')).toBeCloseTo(sum('taken'), 6);
    }),
  );
});

const pair = { squad: 'pair', members: ['cy', 'dee'] };
const squads = rotationOf({ roster: ['ana', 'bo', pair], on_duty: 2 });

it('counts a squad as one, however many of it serve, and whoever covers for one of it beside it', () => {
  const shift: Shift = { start: day(0), end: day(7), onDuty: ['ana', 'cy', 'dee'] };
  const span = { from: day(0), to: day(7) };
  expect(daysByMember(squads, [shift], [], span)).toEqual(
    new Map([
      ['ana', 7],
      ['squad:pair', 7],
    ]),
  );
  const cover: Cover = { id: 1, owner: 'dee', substitute: 'bo', from: day(1), to: day(3) };
  expect(daysByMember(squads, [shift], [cover], span)).toEqual(
    new Map([
      ['ana', 7],
      ['squad:pair', 7],
      ['bo', 2],
    ]),
  );
});

it('has days of members that add up to the shifts times the places on duty, as the plan gives them', () => {
  const size = fc.record({ onDuty: fc.integer({ min: 1, max: 3 }), weeks: fc.integer({ min: 1, max: 30 }) });
  fc.assert(
    fc.property(size, ({ onDuty, weeks }) => {
      const rotation = rotationOf({ roster: ['ana', pair, 'bo'], on_duty: onDuty });
      const span = { from: day(1), to: day(1 + weeks * 7) };
      const days = [...daysByMember(rotation, planShifts(rotation, span), [], span).values()];
      expect(days.reduce((total, one) => total + one, 0)).toBeCloseTo(weeks * 7 * onDuty, 6);
    }),
  );
});
