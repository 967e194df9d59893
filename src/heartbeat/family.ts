/**
 * The trends of several groups at once. Looking at many, one finds luck that looks like a trend in some, so their
 * chances are corrected for how many there are, in each of the two windows that a verdict is asked of.
 */
import { holm, LEVEL } from './statistics.ts';
import { chanceOfDecline, chanceOfGrowth, type Verdict, verdictOf, windowsOf } from './trend.ts';
import type { WeeklyRow } from './weeks.ts';

/** The verdict on each group, in the order given; of one alone it is that of `trendOf`. Those too young count for nothing. */
export function verdictsOf(groups: readonly (readonly WeeklyRow[])[]): Verdict[] {
  const alone = groups.map(verdictOf);
  const judged = groups.filter((_, index) => alone[index] !== 'insufficient-data').map(windowsOf);
  const growth = ruledOut(judged, chanceOfGrowth);
  const decline = ruledOut(judged, chanceOfDecline);
  let place = -1;
  return alone.map((verdict) => {
    if (verdict === 'insufficient-data') return verdict;
    place += 1;
    if (verdict === 'creeping' && !growth[place]) return 'holding';
    if (verdict === 'shrinking' && !decline[place]) return 'holding';
    return verdict;
  });
}

type Windows = ReturnType<typeof windowsOf<WeeklyRow>>;

/** Of which groups luck is ruled out, in both windows. */
function ruledOut(groups: readonly Windows[], chance: (rows: readonly WeeklyRow[]) => number): boolean[] {
  const now = holm(groups.map(([newest]) => chance(newest)));
  const before = holm(groups.map(([, older]) => chance(older)));
  return now.map((p, index) => Math.max(p, before[index] ?? 1) <= LEVEL);
}
