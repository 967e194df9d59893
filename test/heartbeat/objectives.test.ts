import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MeasureName, measureNames, measures, type Target } from '../../src/config/index.ts';
import { computed, FEWEST_CASES, type WeekOfEvidence } from '../../src/heartbeat/measures.ts';
import { judge, meets } from '../../src/heartbeat/objectives.ts';

type Numbers = { net?: number; open?: number; closed?: number; debt?: number; daysToPay?: number[] };

function week({ net = 0, open = 0, closed = 0, debt = 0, daysToPay = [] }: Numbers): WeekOfEvidence {
  const ended = { paid: 0, declined: 0, relabelled: 0, removed: 0 };
  const row = { week: '', start: new Date(0), open, net, inflow: Math.max(net, 0), ...ended };
  return { row, work: { closed, debt, inPassing: 0 }, ages: [open], daysToPay };
}

const atMost = (value: number): Target => ({ relation: '<=', value, unit: 'plain' });
const atLeast = (value: number): Target => ({ relation: '>=', value, unit: '%' });
const nets = (...all: number[]) => all.map((net) => week({ net }));
const opens = (...all: number[]) => all.map((open) => week({ open }));
const shares = (...all: [number, number][]) => all.map(([debt, closed]) => week({ debt, closed }));

describe('what adds up is judged by its sum, and by its newest half', () => {
  test.each<[string, WeekOfEvidence[], string]>([
    ['falls', nets(1, -1, -1, -1), 'on track'],
    ['fell, and rises again', nets(-4, -1, 1, 1), 'at risk'],
    ['rose, and falls by now', nets(4, 1, -1, -1), 'at risk'],
    ['rises', nets(0, 1, 0, 1), 'missed'],
    ['is longer ago', nets(99, 99, 0, 0, 0, 0), 'on track'],
  ])('%s', (_, weeks, verdict) => {
    const judgement = judge({ measure: 'net', target: atMost(0), over: 4 }, weeks);
    expect(judgement.verdict).toBe(verdict);
  });

  test('an odd span has its longer half as the newest', () => {
    expect(judge({ measure: 'net', target: atMost(0), over: 3 }, nets(-5, 2, 1))).toEqual({
      verdict: 'at risk',
      kind: 'total',
      now: -2,
      ahead: 4.5,
      recent: { weeks: 2, value: 3 },
      cases: null,
    });
  });
});

describe('what stands at the end of a week is judged by that, and by where it heads', () => {
  test.each<[string, WeekOfEvidence[], string]>([
    ['low and level', opens(40, 40, 40, 40), 'on track'],
    ['low and rising', opens(30, 33, 36, 39), 'at risk'],
    ['high and falling fast', opens(60, 55, 50, 45), 'at risk'],
    ['high and falling slowly', opens(62, 62, 61, 61), 'missed'],
    ['one odd week', opens(30, 30, 90, 30), 'on track'],
  ])('%s', (_, weeks, verdict) => {
    const target = { relation: '<=', value: 40, unit: 'plain' } as const;
    expect(judge({ measure: 'open', target, over: 4 }, weeks).verdict).toBe(verdict);
  });
});

describe('a share is of all cases together', () => {
  const capacity = { measure: 'debt_share', target: atLeast(20), over: 4 } as const;

  test('so a week with many counts for many', () => {
    expect(judge(capacity, shares([1, 1], [0, 97], [0, 1], [0, 1]))).toMatchObject({
      verdict: 'missed',
      now: 1,
      cases: 100,
    });
  });

  test('and the pace is that of the newest half, where that has enough cases', () => {
    expect(judge(capacity, shares([5, 10], [5, 10], [0, 5], [0, 5])).verdict).toBe('at risk');
    expect(judge(capacity, shares([5, 10], [5, 10], [0, 1], [0, 1])).verdict).toBe('on track');
  });
});

describe('too early to say', () => {
  test('is said of fewer weeks than the span', () => {
    const judgement = judge({ measure: 'net', target: atMost(0), over: 4 }, nets(9, 9, 9));
    expect(judgement).toEqual({ verdict: 'too early', lack: { what: 'weeks', has: 3, needs: 4 } });
  });

  test('is said of weeks before the ledger begins, or of which nothing is known', () => {
    const unknown = { ...week({}), row: null, work: null };
    const weeks = [unknown, ...nets(1, 1, 1)];
    const lack = { what: 'weeks', has: 3, needs: 4 };
    for (const measure of ['net', 'open', 'age_p90', 'paid_in_passing', 'debt_share'] as const)
      expect(judge({ measure, target: atMost(0), over: 4 }, weeks)).toEqual({ verdict: 'too early', lack });
  });

  test('is said of a handful of cases', () => {
    const weeks = [week({ daysToPay: [1, 2] }), week({ daysToPay: [3, 400] })];
    expect(judge({ measure: 'days_to_pay_p50', target: atMost(9), over: 2 }, weeks)).toEqual({
      verdict: 'too early',
      lack: { what: 'cases', has: 4, needs: FEWEST_CASES },
    });
    weeks.push(week({ daysToPay: [2] }));
    expect(judge({ measure: 'days_to_pay_p50', target: atMost(9), over: 3 }, weeks).verdict).toBe('on track');
  });
});

const someWeeks = fc.array(
  fc
    .record({ net: fc.integer({ min: -9, max: 9 }), open: fc.nat(99), closed: fc.nat(9), debt: fc.nat(9) })
    .map(({ closed, debt, ...rest }) => week({ ...rest, closed: closed + debt, debt, daysToPay: [debt] })),
  { minLength: 0, maxLength: 12 },
);
const aims = fc.record({
  measure: fc.constantFrom(...measureNames),
  target: fc.record({
    relation: fc.constantFrom('<=' as const, '>=' as const, '<' as const, '>' as const),
    value: fc.integer({ min: -9, max: 60 }),
    unit: fc.constant('plain' as const),
  }),
  over: fc.integer({ min: 1, max: 12 }),
});
const GOOD = ['missed', 'at risk', 'on track'];

test('a verdict is exactly what its two numbers say, whatever the weeks', () => {
  fc.assert(
    fc.property(aims, someWeeks, (aim, weeks) => {
      const judgement = judge(aim, weeks);
      if (judgement.verdict === 'too early') return;
      const met = [judgement.now, judgement.ahead].filter((value) => meets(value, aim.target)).length;
      expect(judgement.verdict).toBe(GOOD[met]);
      expect(Number.isFinite(judgement.now) && Number.isFinite(judgement.ahead)).toBe(true);
    }),
  );
});

test('an easier target never makes a verdict worse, and weeks before the span change nothing', () => {
  fc.assert(
    fc.property(aims, someWeeks, someWeeks, fc.nat(9), (aim, weeks, earlier, ease) => {
      const rank = (value: number) =>
        GOOD.indexOf(judge({ ...aim, target: { ...aim.target, value } }, weeks).verdict);
      const up = aim.target.relation.startsWith('<') ? ease : -ease;
      expect(rank(aim.target.value + up)).toBeGreaterThanOrEqual(rank(aim.target.value));
      fc.pre(weeks.length >= aim.over);
      expect(judge(aim, [...earlier, ...weeks])).toEqual(judge(aim, weeks));
    }),
  );
});

test('more debt that comes in never makes a verdict on the net better', () => {
  fc.assert(
    fc.property(someWeeks, fc.nat(11), fc.integer({ min: 1, max: 9 }), (weeks, place, more) => {
      const aim = { measure: 'net', target: atMost(0), over: Math.max(1, weeks.length) } as const;
      const worse = weeks.map((one, index) =>
        index === place && one.row ? { ...one, row: { ...one.row, net: one.row.net + more } } : one,
      );
      expect(GOOD.indexOf(judge(aim, worse).verdict)).toBeLessThanOrEqual(
        GOOD.indexOf(judge(aim, weeks).verdict),
      );
    }),
  );
});

test('the page about objectives explains every measure as it is computed', () => {
  const page = readFileSync(new URL('../../docs/objectives.md', import.meta.url), 'utf8');
  const fields = { product: 'product', engineering: 'engineering' };
  for (const name of measureNames) {
    const { unit, decides, meaning } = measures[name];
    expect(page).toContain(
      `| \`${name}\` | ${unit} | ${KINDS[computed[name].kind]} | ${meaning} | ${fields[decides]} |`,
    );
  }
  expect(page.match(/^\| `[a-z_\d]+` \|/gm)).toHaveLength(measureNames.length satisfies number);
});

const KINDS = { total: 'total', level: 'level', sample: 'sample' } as const satisfies Record<
  (typeof computed)[MeasureName]['kind'],
  string
>;
