import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verdictsOf } from '../../src/heartbeat/family.ts';
import { holm } from '../../src/heartbeat/statistics.ts';
import { trendOf } from '../../src/heartbeat/trend.ts';
import type { WeeklyRow } from '../../src/heartbeat/weeks.ts';
import { addMs, DAY, isoWeek } from '../../src/time.ts';

function rowsOf(nets: readonly number[], stock = 40): WeeklyRow[] {
  let open = stock;
  return nets.map((net, index) => {
    open += net;
    const { name: week, start } = isoWeek(addMs(new Date('2026-01-05T12:00:00Z'), index * 7 * DAY), 'UTC');
    const ended = { paid: Math.max(-net, 0), declined: 0, relabelled: 0, removed: 0 };
    return { week, start, open, net, inflow: Math.max(net, 0), ...ended };
  });
}

describe('the correction of Holm', () => {
  test('multiplies the smallest most, and lets none overtake another', () => {
    const expected = [0.03, 0.06, 0.06, 0.02];
    holm([0.01, 0.04, 0.03, 0.005]).forEach((p, index) => {
      expect(p).toBeCloseTo(expected[index] ?? Number.NaN, 12);
    });
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([0.04])).toEqual([0.04]);
    expect(holm([])).toEqual([]);
  });

  test('lies between each value alone and that value times their number, in the same order', () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(chances, (values) => {
        const corrected = holm(values);
        values.forEach((p, i) => {
          expect(corrected[i]).toBeGreaterThanOrEqual(p);
          expect(corrected[i]).toBeLessThanOrEqual(Math.min(1, p * values.length) + 1e-12);
          values.forEach((other, j) => {
            if (p < other) expect(corrected[i]).toBeLessThanOrEqual(corrected[j] ?? Number.NaN);
          });
        });
      }),
    );
  });
});

describe('several groups at once', () => {
  test('one alone has the verdict that it has by itself', () => {
    const nets = fc.array(fc.integer({ min: -3, max: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(nets, (week) => {
        const rows = rowsOf(week);
        expect(verdictsOf([rows])).toEqual([trendOf(rows, 'UTC').verdict]);
      }),
    );
  });

  test('what is clear stays clear among many, what is close to luck does not, and the young do not count', () => {
    const clear = rowsOf([2, 3, 2, 4, 2, 3, 2, 2, 3, 2, 4, 3, 2, 3]);
    const close = rowsOf([3, 3, -2, 3, -2, 3, 3, -2, 3, 3, -2, 3, 3, 3]);
    const level = rowsOf(Array.from({ length: 14 }, (_, n) => (n % 2 === 0 ? 1 : -1)));
    const young = rowsOf([5, 5, 5]);
    expect(verdictsOf([close])).toEqual(['creeping']);
    expect(verdictsOf([close, ...Array.from({ length: 30 }, () => young)])[0]).toBe('creeping');
    expect(verdictsOf([clear, close, young, ...Array.from({ length: 30 }, () => level)]).slice(0, 3)).toEqual(
      ['creeping', 'holding', 'insufficient-data'],
    );
  });

  test('luck alone makes hardly a family in twenty creep, where uncorrected it makes every third', () => {
    const random = (seed: number) => () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const next = random(7);
    const group = () => rowsOf(Array.from({ length: 14 }, () => Math.floor(next() * 11) - 5));
    const families = Array.from({ length: 200 }, () => Array.from({ length: 20 }, group));
    const creeps = (verdicts: readonly string[]) => verdicts.includes('creeping');
    const corrected = families.filter((groups) => creeps(verdictsOf(groups))).length;
    const alone = families.filter((groups) => creeps(groups.flatMap((rows) => verdictsOf([rows])))).length;
    expect(corrected / families.length).toBeLessThanOrEqual(0.05);
    expect(alone / families.length).toBeGreaterThan(0.25);
  });
});
