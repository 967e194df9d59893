import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isRising,
  median,
  percentile,
  signFlipShare,
  theilSenSlope,
} from '../../src/heartbeat/statistics.ts';

test('percentiles lie between the two nearest values, in proportion', () => {
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(percentile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7, 12);
  expect(percentile([7], 0.9)).toBe(7);
  expect(percentile([10, 9, 11], 1)).toBe(11);
  expect(percentile([], 0.5)).toBeNull();
  expect(median([3, 1, 2])).toBe(2);
});

describe('the share of sign flips', () => {
  /** Every assignment of signs, one after the other. */
  function byHand(values: readonly number[]): number {
    const observed = values.reduce((sum, value) => sum + value, 0);
    let atLeast = 0;
    for (let signs = 0; signs < 2 ** values.length; signs += 1) {
      const sum = values.reduce((total, value, bit) => total + (signs & (1 << bit) ? value : -value), 0);
      if (sum >= observed) atLeast += 1;
    }
    return atLeast / 2 ** values.length;
  }

  test('is that of trying them all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 10 }), (values) => {
        expect(signFlipShare(values)).toBe(byHand(values));
      }),
    );
  });

  test('of growth and of decline together is at least one, and weeks without change do not matter', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 13 }), (values) => {
        const decline = signFlipShare(values.map((value) => -value));
        expect(signFlipShare(values) + decline).toBeGreaterThanOrEqual(1);
        expect(signFlipShare([...values, 0])).toBe(signFlipShare(values));
      }),
    );
  });
});

test('a slope is that of a straight line, and one wild value hardly moves it', () => {
  expect(theilSenSlope([5, 7, 9, 11, 13])).toBe(2);
  expect(theilSenSlope([5, 7, 900, 11, 13])).toBe(2);
  expect(theilSenSlope([3, 3, 3])).toBe(0);
});

test.each([
  [[1, 2, 3, 4, 5, 6, 7, 8, 9], true],
  [[9, 8, 7, 6, 5, 4, 3, 2, 1], false],
  // S = 8 of 10 pairs: z = (8 − 1) / √(50/3) = 1.71; with one pair the other way it is 1.22.
  [[1, 2, 3, 5, 4], true],
  [[1, 3, 2, 5, 4], false],
  [[2, 2, 2, 2, 2, 2, 2, 2, 2], false],
  [[1], false],
  [[], false],
])('%j rises beyond chance: %s', (values, rising) => {
  expect(isRising(values)).toBe(rising);
});
