/**
 * How often each test cries wolf: weeks in which as much comes in as goes out, by nothing but chance, are no creep.
 * The numbers are drawn from a seed, so they are the same on every run.
 */
import { describe, expect, test } from 'vitest';
import { isRising } from '../../src/heartbeat/statistics.ts';
import { trendOf, WINDOW } from '../../src/heartbeat/trend.ts';
import { addMs, DAY } from '../../src/time.ts';

const RUNS = 4000;
const MONDAY = new Date('2026-01-05T00:00:00Z');

/** Numbers from 0 to 1 by a linear congruential generator (Knuth, "The Art of Computer Programming", 3.3.4, MMIX). */
function randomFrom(seed: bigint): () => number {
  let state = seed;
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 11n) / 2 ** 53;
  };
}

/** Counts of independent arrivals, `mean` of them a week (Knuth's algorithm). */
function poisson(random: () => number, mean: number): number {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; product *= random()) count += 1;
  return count;
}

type Flow = { readonly inflow: number; readonly net: number };
type Weekly = (random: () => number) => Flow;

/** As much in as out on average. */
const balanced: Weekly = (random) => {
  const inflow = poisson(random, 5);
  return { inflow, net: inflow - poisson(random, 5) };
};

/** Quiet weeks, and now and then a bulk of labels put on or taken off. */
const bursts: Weekly = (random) => {
  const bulk = random() < 0.1 ? Math.round((random() - 0.5) * 60) : 0;
  const quiet = balanced(random);
  return { inflow: quiet.inflow + Math.max(bulk, 0), net: quiet.net + bulk };
};

/** Two more come in than go out. */
const growing: Weekly = (random) => {
  const inflow = poisson(random, 6);
  return { inflow, net: inflow - poisson(random, 4) };
};

function rows(weekly: Weekly, random: () => number) {
  let open = 60;
  return Array.from({ length: WINDOW + 1 }, (_, n) => {
    const flow = weekly(random);
    open += flow.net;
    return { week: `week ${n}`, start: addMs(MONDAY, n * 7 * DAY), open, ...flow };
  });
}

/** The share of runs in which a test calls the weeks a growing debt. */
function alarms(weekly: Weekly, test: (weeks: ReturnType<typeof rows>) => boolean): number {
  const random = randomFrom(20260105n);
  return Array.from({ length: RUNS }, () => test(rows(weekly, random))).filter(Boolean).length / RUNS;
}

const onTheCount = (weeks: ReturnType<typeof rows>) => isRising(weeks.slice(-WINDOW).map(({ open }) => open));
const ours = (weeks: ReturnType<typeof rows>) => trendOf(weeks, 'UTC').verdict === 'creeping';

describe('where nothing but chance moves the debt', () => {
  test('a Mann–Kendall test on the open count finds growth six times as often as it promises', () => {
    expect(alarms(balanced, onTheCount)).toBeGreaterThan(0.3);
    expect(alarms(bursts, onTheCount)).toBeGreaterThan(0.3);
  });

  test('the rule here keeps its promise of one in twenty', () => {
    expect(alarms(balanced, ours)).toBeLessThan(0.05);
    expect(alarms(bursts, ours)).toBeLessThan(0.05);
  });
});

test('where debt grows by two issues a week the rule here says so more often than not', () => {
  expect(alarms(growing, ours)).toBeGreaterThan(0.5);
});
