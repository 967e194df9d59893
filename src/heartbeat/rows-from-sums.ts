import { NOTHING, netOf, type Sum } from '../debt/index.ts';
import type { Week } from '../time.ts';
import type { WeeklyRow } from './weeks.ts';

/** A sum of the week that begins at `week`; there may be several of one week. */
type SumOfWeek = Sum & { readonly week: Date };

/**
 * The rows of some weeks (oldest first, without a gap) as `weeklyRows` counts them from spells, from the sums of these
 * weeks and of all after them. What was open is reckoned back from what is `openNow`, so that nothing older is needed.
 * `before` tells whether the ledger began before the first week; if not, rows begin when it does.
 */
export function rowsFromSums(
  sums: readonly SumOfWeek[],
  openNow: number,
  weeks: readonly Week[],
  before: 'something' | 'nothing',
): WeeklyRow[] {
  const byWeek = Map.groupBy(sums, ({ week }) => week.getTime());
  const end = weeks.at(-1)?.end ?? new Date(0);
  let open = openNow - added(sums.filter(({ week }) => week >= end)).net;
  const rows: WeeklyRow[] = [];
  for (const week of weeks.toReversed()) {
    const row = added(byWeek.get(week.start.getTime()) ?? []);
    rows.push({ week: week.name, start: week.start, open, ...row });
    open -= row.net;
  }
  rows.reverse();
  return before === 'something' ? rows : rows.slice(firstOf(rows));
}

/** The ledger began with the first spell. */
function firstOf(rows: readonly WeeklyRow[]): number {
  const first = rows.findIndex(({ inflow }) => inflow > 0);
  return first < 0 ? rows.length : first;
}

function added(sums: readonly Sum[]): Sum & { readonly net: number } {
  const all = sums.reduce<Sum>(
    (total, sum) => ({
      inflow: total.inflow + sum.inflow,
      paid: total.paid + sum.paid,
      declined: total.declined + sum.declined,
      relabelled: total.relabelled + sum.relabelled,
      removed: total.removed + sum.removed,
    }),
    NOTHING,
  );
  return { ...all, net: netOf(all) };
}
