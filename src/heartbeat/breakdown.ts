/** The numbers of a week by repository and by area, and which of them creep. */
import { verdictsOf } from './family.ts';
import type { Verdict } from './trend.ts';
import type { WeeklyRow } from './weeks.ts';

/** One repository, or one area with the repositories in which it is. */
export type Group = {
  readonly name: string;
  readonly repositoryIds: readonly number[];
  readonly row: WeeklyRow;
  readonly verdict: Verdict;
};

/** `hidden`: all repositories together that not everybody can see who sees the report; of them counts only. */
export type Breakdown = {
  readonly repositories: readonly Group[];
  readonly hidden: { readonly repositories: number; readonly row: WeeklyRow } | null;
  readonly areas: readonly Group[];
};

/** The rows of a group, up to the week in question. */
export type GroupRows = Pick<Group, 'name' | 'repositoryIds'> & { readonly rows: readonly WeeklyRow[] };

/** Most open debt first, then by name; those in which nothing was in all these weeks are left out. */
export function groupsOf(all: readonly GroupRows[]): Group[] {
  const alive = all.filter(({ rows }) => rows.some(({ open, inflow }) => open + inflow > 0));
  const verdicts = verdictsOf(alive.map(({ rows }) => rows));
  return alive
    .flatMap(({ rows, ...group }, index) => {
      const [row, verdict] = [rows.at(-1), verdicts[index]];
      return row && verdict ? [{ ...group, row, verdict }] : [];
    })
    .sort((a, b) => b.row.open - a.row.open || a.name.localeCompare(b.name, 'en'));
}
