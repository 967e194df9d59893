import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordShifts } from '../../src/rotation/records.ts';
import { rotaAt } from '../../src/rotation/rota.ts';
import { nextShifts, planShifts } from '../../src/rotation/schedule.ts';
import { tallyOf } from '../../src/rotation/tally.ts';
import { addMs, DAY } from '../../src/time.ts';
import { emptyStore } from '../queue/store.ts';
import { rotationOf } from './rotation-of.ts';

const START = new Date('2026-01-05T09:00:00Z');
const WEEK = 7 * DAY;
const LOGINS = ['ana', 'bo', 'cy', 'dee', 'eli'];

const entry = fc.record({
  roster: fc.uniqueArray(fc.constantFrom(...LOGINS), { minLength: 1 }),
  on_duty: fc.integer({ min: 1, max: 3 }),
  stint: fc.integer({ min: 1, max: 3 }),
});

describe('what past shifts left', () => {
  it('is all that planning needs of them, whatever the file says by now', () => {
    fc.assert(
      fc.property(entry, entry, fc.integer({ min: 2, max: 30 }), (before, after, count) => {
        const shifts = planShifts(rotationOf(before), { from: START, to: addMs(START, count * WEEK) });
        const rotation = rotationOf(after);
        const query = { after: addMs(START, count * WEEK), count: 8 };
        const tally = tallyOf(shifts.slice(0, -1));
        const kept = { shifts: shifts.slice(-1), before: JSON.parse(JSON.stringify(tally)) };
        expect(nextShifts(rotation, query, kept)).toEqual(nextShifts(rotation, query, { shifts }));
      }),
    );
  });

  it('can be counted on from at any shift', () => {
    fc.assert(
      fc.property(entry, fc.integer({ min: 1, max: 20 }), fc.nat(20), (before, count, cut) => {
        const shifts = planShifts(rotationOf(before), { from: START, to: addMs(START, count * WEEK) });
        expect(tallyOf(shifts.slice(cut), tallyOf(shifts.slice(0, cut)))).toEqual(tallyOf(shifts));
      }),
    );
  });

  it('is kept with each handoff, and what a replica of before records beside it counts all the same', async () => {
    const { db } = await emptyStore();
    const rotation = rotationOf({ on_duty: 2, stint: 2, roster: LOGINS });
    const [kept, replayed] = [1, 2];
    for (let week = 0; week < 6; week += 1) {
      const now = addMs(START, week * WEEK + DAY);
      await (await rotaAt(db, kept, rotation, now)).record(db);
    }
    const shifts = planShifts(rotation, { from: START, to: addMs(START, 7 * WEEK) });
    await recordShifts(db, { scopeId: kept, rotation: rotation.name }, shifts.slice(6));
    await recordShifts(db, { scopeId: replayed, rotation: rotation.name }, shifts);
    // Of what was counted nothing need be read any more.
    await db
      .deleteFrom('shifts')
      .where('scope_id', '=', kept)
      .where('start', '<', addMs(START, 5 * WEEK))
      .execute();
    const now = addMs(START, 7 * WEEK - DAY);
    const told = async (scopeId: number) => {
      const rota = await rotaAt(db, scopeId, rotation, now);
      const { current, next } = rota;
      const plain = [current, ...(next ? [next] : [])].map((shift) => [
        shift?.start,
        shift?.end,
        shift?.onDuty,
      ]);
      return { plain, ahead: rota.ahead(8), waiting: rota.waiting() };
    };
    expect(await told(kept)).toEqual(await told(replayed));
    expect((await told(kept)).waiting.length).toBeGreaterThan(0);
  });

  it('does not hide the shifts of before from whoever looks back', async () => {
    const { db } = await emptyStore();
    const rotation = rotationOf({});
    for (const week of [0, 1, 2]) {
      await (await rotaAt(db, 1, rotation, addMs(START, week * WEEK + DAY))).record(db);
    }
    const back = await rotaAt(db, 1, rotation, addMs(START, DAY));
    expect(back.current?.onDuty).toEqual(['ana']);
  });
});
