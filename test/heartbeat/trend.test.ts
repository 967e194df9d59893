import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Trend, type TrendRow, trendOf } from '../../src/heartbeat/trend.ts';
import { addMs, DAY, isoWeek } from '../../src/time.ts';

type Numbers = { readonly open: number; readonly net: number; readonly inflow: number };
type Vectors = { cases: { name: string; weeks: Numbers[]; trend: Partial<Trend> }[] };

const path = new URL('../fixtures/vectors/trend.json', import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(path, 'utf8'));

/** Rows from 2026-W02 on. */
function rowsOf(weeks: readonly Numbers[]): TrendRow[] {
  return weeks.map((numbers, index) => {
    const { name, start } = isoWeek(addMs(new Date('2026-01-05T12:00:00Z'), index * 7 * DAY), 'UTC');
    return { week: name, start, ...numbers };
  });
}

/** Weeks of these nets, from a stock on. */
function weeksOf(nets: readonly number[], stock: number): Numbers[] {
  let open = stock;
  return nets.map((net) => {
    open += net;
    return { open, net, inflow: Math.max(net, 0) };
  });
}

const trend = (nets: readonly number[], stock = 40) => trendOf(rowsOf(weeksOf(nets, stock)), 'UTC');

describe('the verdict of', () => {
  test.each(vectors.cases)('$name', ({ weeks, trend: expected }) => {
    const { pCreep, pShrink, slopePerWeek, ...words } = trendOf(rowsOf(weeks), 'UTC');
    const { pCreep: creep, pShrink: shrink, slopePerWeek: slope, ...rest } = expected;
    expect(words).toMatchObject(rest);
    if (creep !== undefined) expect(pCreep).toBe(creep);
    if (shrink !== undefined) expect(pShrink).toBe(shrink);
    if (slope !== undefined) expect(slopePerWeek).toBeCloseTo(slope ?? Number.NaN, 12);
  });
});

describe('a trend', () => {
  test('of eight weeks is unknown in all its parts, and of nine it is known', () => {
    expect(trend(Array(8).fill(3))).toEqual({
      verdict: 'insufficient-data',
      pCreep: null,
      pShrink: null,
      slopePerWeek: null,
      accelerating: null,
      since: null,
      forecast: null,
    });
    // The window a week earlier has eight weeks, which is enough to compare with.
    expect(trend(Array(9).fill(3))).toMatchObject({ verdict: 'creeping', since: '2026-W10' });
  });

  test('must have held a week ago as well', () => {
    const nets = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1];
    expect(trend([...nets, 3])).toMatchObject({ verdict: 'holding', pCreep: 1 / 32 });
    expect(trend([...nets, 3, 3])).toMatchObject({ verdict: 'creeping', since: '2026-W15' });
  });

  test('goes on since the week in which it could first be said, and begins anew after a break', () => {
    const rise: number[] = Array(12).fill(2);
    expect(trend(rise).since).toBe('2026-W10');
    const pause: number[] = [-9, -9, -9, 0, 0, 0, 0, 0, 0];
    const broken = trend([...rise, ...pause, ...Array(13).fill(2)]);
    expect(broken.verdict).toBe('creeping');
    expect(broken.since).not.toBe('2026-W10');
    expect(trend([...rise, ...pause]).since).toBeNull();
  });

  test('is doubled or cleared when its pace has gone through all that is open', () => {
    // 66, 14 and none are open at the end of 2026-W14, on 6 April: 33, 7 and no weeks more.
    expect(trend(Array(13).fill(2))).toMatchObject({ slopePerWeek: 2, forecast: '2026-11-23' });
    expect(trend(Array(13).fill(-2))).toMatchObject({ verdict: 'shrinking', forecast: '2026-05-25' });
    expect(trend(Array(13).fill(-2), 26)).toMatchObject({ verdict: 'shrinking', forecast: '2026-04-06' });
    expect(trend(Array(13).fill(0)).forecast).toBeNull();
  });

  test('of a change too small to matter in a large stock holds, and so does one in a small stock not', () => {
    const drip = [1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1];
    expect(trend(drip, 4000).verdict).toBe('holding');
    expect(trend(drip, 20).verdict).toBe('creeping');
  });

  test('is exact for numbers of any size', () => {
    const nets = Array.from({ length: 13 }, (_, n) => 10 ** 6 + 2 ** n);
    expect(trend(nets, 10 ** 8)).toMatchObject({ pCreep: 2 ** -13, pShrink: 1 });
  });

  test('of rising inflow is told where ties fill the weeks, and never without any change', () => {
    const rows = rowsOf(Array.from({ length: 13 }, (_, n) => ({ open: 5, net: 0, inflow: n > 8 ? 1 : 0 })));
    expect(trendOf(rows, 'UTC').accelerating).toBe(true);
    expect(trend(Array(13).fill(0)).accelerating).toBe(false);
  });
});
