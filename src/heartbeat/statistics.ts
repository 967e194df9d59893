/** The statistics of the house: small samples, exact where that is possible, and no assumption of a normal week. */

/** The one-sided level at which chance is ruled out. */
export const LEVEL = 0.05;

/** The value that a standard normal variable exceeds in `LEVEL` of all cases. */
const NORMAL_AT_LEVEL = 1.6448536269514722;

/**
 * A percentile by linear interpolation between the two nearest values, or null of none. `share` is 0 to 1.
 * Source: Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), definition 7.
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle value, of an even number the mean of the two; NaN of none. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5) ?? Number.NaN;
}

/**
 * How likely a sum as large as that of `values` is if each of them might as well have had the other sign: the share
 * of all 2ⁿ assignments of signs whose sum is at least the observed one. Exact for whole numbers: sums are counted,
 * not sampled. Takes time and memory in proportion to the number of different sums, at most 2ⁿ.
 *
 * Source: Fisher, "The Design of Experiments" (1935), section 21; Pitman, "Significance Tests Which May Be Applied
 * to Samples from Any Populations" (1937).
 */
export function signFlipShare(values: readonly number[]): number {
  let ways = new Map([[0, 1]]);
  for (const value of values) {
    const next = new Map<number, number>();
    for (const [sum, count] of ways) {
      next.set(sum + value, (next.get(sum + value) ?? 0) + count);
      next.set(sum - value, (next.get(sum - value) ?? 0) + count);
    }
    ways = next;
  }
  const observed = values.reduce((sum, value) => sum + value, 0);
  let atLeast = 0;
  for (const [sum, count] of ways) if (sum >= observed) atLeast += count;
  return atLeast / 2 ** values.length;
}

/**
 * The slope of a line through evenly spaced values, per step: the median of the slopes between all pairs. A single
 * wild value hardly moves it. NaN of fewer than two.
 *
 * Sources: Theil, "A Rank-Invariant Method of Linear and Polynomial Regression Analysis" (1950); Sen, "Estimates of
 * the Regression Coefficient Based on Kendall's Tau" (1968).
 */
export function theilSenSlope(values: readonly number[]): number {
  return median(pairsOf(values).map(([from, to, steps]) => (to - from) / steps));
}

/**
 * P-values of several tests, corrected for their number, in the order given: each at or below a level with a chance of
 * at most that level that any of them is by luck. The smallest is multiplied by how many there are, the next by one
 * less, and so on; none becomes smaller than one before it, nor larger than 1.
 *
 * Source: Holm, "A Simple Sequentially Rejective Multiple Test Procedure" (1979).
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const corrected = pValues.map(() => 1);
  let least = 0;
  order.forEach(({ p, index }, rank) => {
    least = Math.min(1, Math.max(least, p * (pValues.length - rank)));
    corrected[index] = least;
  });
  return corrected;
}

/**
 * Whether evenly spaced values rise by more than chance, one-sided at `LEVEL`: the count of rising less falling pairs,
 * its variance corrected for ties, by the normal approximation with continuity correction.
 *
 * Sources: Mann, "Nonparametric Tests Against Trend" (1945); Kendall, "Rank Correlation Methods" (1948).
 */
export function isRising(values: readonly number[]): boolean {
  const score = pairsOf(values).reduce((sum, [from, to]) => sum + Math.sign(to - from), 0);
  if (score <= 0) return false;
  const ties = [...Map.groupBy(values, (value) => value).values()].map((group) => group.length);
  const spread = (n: number) => n * (n - 1) * (2 * n + 5);
  const variance = (spread(values.length) - ties.reduce((sum, tied) => sum + spread(tied), 0)) / 18;
  return (score - 1) / Math.sqrt(variance) >= NORMAL_AT_LEVEL;
}

/** Every pair of an earlier and a later value, with the steps between them. */
function pairsOf(values: readonly number[]): [number, number, number][] {
  return values.flatMap((from, i) =>
    values.slice(i + 1).map((to, j): [number, number, number] => [from, to, j + 1]),
  );
}
