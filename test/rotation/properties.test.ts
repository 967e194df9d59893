import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planShifts } from '../../src/rotation/schedule.ts';
import { addMs, DAY, endOfDay, startOfDay } from '../../src/time.ts';
import { rotationOf } from './rotation-of.ts';

const LOGINS = ['ana', 'bo', 'cy', 'dee', 'eli', 'fay', 'gus'];

const timezone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Gaza', 'Pacific/Apia', 'Australia/Lord_Howe');
const every = fc.constantFrom('7 hours', '1 day', '3 days', '1 week', '2 weeks', '1 month');
const starts = fc
  .tuple(fc.integer({ min: 0, max: 5_000 }), fc.constantFrom('00:00', '01:30', '02:30', '09:00', '23:45'))
  .map(([days, time]) => `${dayAfter(days)}T${time}`);
const team = fc.integer({ min: 1, max: LOGINS.length }).map((size) => LOGINS.slice(0, size));
const absence = fc
  .tuple(fc.constantFrom(...LOGINS), fc.integer({ min: 0, max: 5_300 }), fc.integer({ min: 0, max: 30 }))
  .map(([login, from, length]) => ({ login, from: dayAfter(from), to: dayAfter(from + length) }));
const beat = { timezone, every, starts, roster: team, on_duty: fc.integer({ min: 1, max: 4 }) };
const calm = fc.record(beat);
const away = fc.array(absence, { maxLength: 20 });
const stint = fc.integer({ min: 1, max: 5 });
const lively = fc.record({ ...beat, away });
const staggered = fc.record({ ...beat, away, stint });

function dayAfter(days: number): string {
  return addMs(new Date('2010-01-01T00:00:00Z'), days * DAY)
    .toISOString()
    .slice(0, 10);
}

/** The first 120 days or so of a rotation. */
function beginning({ starts: first }: { starts: string }) {
  const from = addMs(new Date(`${first}Z`), -2 * DAY);
  return { from, to: addMs(from, 120 * DAY) };
}

describe('any rotation', () => {
  it('has exactly one shift at every instant from its start on', () => {
    fc.assert(
      fc.property(staggered, (entry) => {
        const shifts = planShifts(rotationOf(entry), beginning(entry));
        expect(shifts.length).toBeGreaterThan(0);
        shifts.forEach(({ start, end }, index) => {
          expect(end.getTime()).toBeGreaterThan(start.getTime());
          if (index > 0) expect(start).toEqual(shifts[index - 1]?.end);
        });
        expect(shifts.at(-1)?.end.getTime()).toBeGreaterThanOrEqual(beginning(entry).to.getTime());
      }),
    );
  });

  it('lets all serve equally, within one turn, when everybody is available', () => {
    fc.assert(
      fc.property(calm, (entry) => {
        const turns = new Map(entry.roster.map((login) => [login, 0]));
        for (const { onDuty } of planShifts(rotationOf(entry), beginning(entry))) {
          for (const login of onDuty) turns.set(login, (turns.get(login) ?? 0) + 1);
        }
        expect(Math.max(...turns.values()) - Math.min(...turns.values())).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('puts nobody on duty who is away for the whole shift', () => {
    fc.assert(
      fc.property(lively, (entry) => {
        for (const { start, end, onDuty } of planShifts(rotationOf(entry), beginning(entry))) {
          const gone = entry.away.filter(
            ({ from, to }) =>
              startOfDay(from, entry.timezone) <= start && endOfDay(to, entry.timezone) >= end,
          );
          for (const { login } of gone) expect(onDuty).not.toContain(login);
        }
      }),
    );
  });

  it('never leaves a seat empty while somebody without absences is not on duty', () => {
    fc.assert(
      fc.property(staggered, (entry) => {
        const steady = entry.roster.filter((login) => !entry.away.some((absent) => absent.login === login));
        for (const { onDuty } of planShifts(rotationOf(entry), beginning(entry))) {
          expect(onDuty.length).toBeGreaterThanOrEqual(Math.min(entry.on_duty, steady.length));
          expect(new Set(onDuty).size).toBe(onDuty.length);
        }
      }),
    );
  });

  it('has the same plan every time, and the same whichever part of it is asked for', () => {
    fc.assert(
      fc.property(staggered, fc.integer({ min: 0, max: 100 }), (entry, days) => {
        const span = beginning(entry);
        const later = { from: addMs(span.from, days * DAY), to: span.to };
        const shifts = planShifts(rotationOf(entry), span);
        expect(planShifts(rotationOf(entry), later)).toEqual(shifts.filter(({ end }) => end > later.from));
      }),
    );
  });

  it('has the same future once its first shifts are recorded', () => {
    fc.assert(
      fc.property(staggered, fc.nat(30), (entry, count) => {
        const rotation = rotationOf(entry);
        const shifts = planShifts(rotation, beginning(entry));
        expect(planShifts(rotation, beginning(entry), { shifts: shifts.slice(0, count) })).toEqual(shifts);
      }),
    );
  });

  it('replaces no more of a team at a handoff than its share of the stint', () => {
    fc.assert(
      fc.property(fc.record({ ...beat, stint }), (entry) => {
        const shifts = planShifts(rotationOf(entry), beginning(entry));
        const most = Math.ceil(entry.on_duty / entry.stint);
        shifts.slice(1).forEach(({ onDuty }, index) => {
          const before = shifts[index]?.onDuty ?? [];
          expect(onDuty.filter((login) => !before.includes(login)).length).toBeLessThanOrEqual(most);
        });
      }),
    );
  });
});
