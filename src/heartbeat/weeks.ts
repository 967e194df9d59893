/** The ledger by weeks. */
import type { Outcome, Spell } from '../debt/index.ts';
import { addMs, DAY, isoWeek, type Week } from '../time.ts';

/** Half a year. */
export const WEEKS_SHOWN = 26;

/** One week of the ledger; `open` is at its end, and `net` is inflow less all outcomes. */
export type WeeklyRow = { readonly [outcome in Outcome]: number } & {
  readonly week: string;
  readonly start: Date;
  readonly open: number;
  readonly inflow: number;
  readonly net: number;
};

/**
 * The weeks up to and including `until`, oldest first: at most `count`, and none from before the first spell,
 * for a week in which nothing was counted is no week of zeros. A spell belongs to the weeks that hold its two
 * instants. Takes time in proportion to spells and weeks together.
 */
export function weeklyRows(
  spells: readonly Spell[],
  until: Week,
  timezone: string,
  count: number = WEEKS_SHOWN,
): WeeklyRow[] {
  const weeks = weeksUntil(until, timezone, count);
  const tallies = weeks.map(() => ({ inflow: 0, paid: 0, declined: 0, relabelled: 0, removed: 0 }));
  let open = 0;
  let first = weeks.length;
  for (const spell of spells) {
    const began = placeIn(weeks, spell.start);
    const ended = spell.end === null ? weeks.length : placeIn(weeks, spell.end);
    first = Math.min(first, Math.max(began, 0));
    if (began < 0 && ended >= 0) open += 1;
    const beginning = tallies[began];
    if (beginning) beginning.inflow += 1;
    const ending = tallies[ended];
    if (ending && spell.outcome) ending[spell.outcome] += 1;
  }
  const rows = weeks.flatMap((week, index) => {
    const tally = tallies[index];
    if (!tally) return [];
    const net = tally.inflow - tally.paid - tally.declined - tally.relabelled - tally.removed;
    open += net;
    return [{ week: week.name, start: week.start, open, net, ...tally }];
  });
  return rows.slice(first);
}

/** So many weeks up to and including one, oldest first. */
export function weeksUntil(until: Week, timezone: string, count: number): Week[] {
  const weeks = [until];
  for (let week = until; weeks.length < count; ) {
    week = isoWeek(addMs(week.start, -1), timezone);
    weeks.push(week);
  }
  return weeks.reverse();
}

/** The index of the week that holds an instant: negative before the first, `weeks.length` after the last. */
function placeIn(weeks: readonly Week[], at: Date): number {
  const [first] = weeks;
  if (!first || at < first.start) return -1;
  // A change to or from summer time shifts a week's end by an hour or so, hence at most one week beside it.
  const guess = Math.floor((at.getTime() - first.start.getTime()) / (7 * DAY));
  const near = Math.min(guess, weeks.length);
  const before = weeks[near - 1];
  if (before && at < before.end) return near - 1;
  const here = weeks[near];
  return here && at >= here.end ? near + 1 : near;
}
