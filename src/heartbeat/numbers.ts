/** The numbers of a week, from the ledger. They are the team's: nothing here is counted by person. */
import { type Creditable, type Spell, thanksFor } from '../debt/index.ts';
import type { IssueReference, Thanked } from '../text.ts';
import { DAY, type Week } from '../time.ts';
import { type Trend, trendOf } from './trend.ts';
import { type WeeklyRow, weeklyRows } from './weeks.ts';

/** A spell with what a report tells of its issue. `visible`: everybody who sees the report may see the issue. */
export type CountedSpell = Spell & {
  readonly repositoryId: number;
  readonly htmlUrl: string;
  readonly repository: string;
  readonly title: string;
  readonly visible: boolean;
  /** Who is thanked for it; nobody unless it was paid. */
  readonly paidBy: readonly string[];
};

type OldestIssue = IssueReference & { readonly ageDays: number };

/**
 * What there is to say of a week. `netBefore` is the net of the week before, or null in the first week of the
 * ledger; `openHidden` is the part of `open` that lies in repositories not everybody here can see; `paidBy` are
 * logins in the order in which they closed; `rows` are the weeks up to this one, none while nothing was debt.
 */
export type WeekNumbers = {
  readonly week: Week;
  readonly open: number;
  readonly openBefore: number;
  readonly openHidden: number;
  readonly inflow: number;
  readonly paid: number;
  readonly declined: number;
  readonly otherwise: number;
  readonly net: number;
  readonly netBefore: number | null;
  readonly oldest: OldestIssue | null;
  readonly paidBy: readonly Thanked[];
  readonly rows: readonly WeeklyRow[];
  readonly trend: Trend;
};

/**
 * The numbers of one week in a time zone (that of `week`), with the rows of up to half a year before it. Where the rows
 * are known from elsewhere, and what was paid in the week, only those spells are needed that ran at its end.
 */
export function weekNumbers(
  spells: readonly CountedSpell[],
  week: Week,
  timezone: string,
  known?: { readonly rows: readonly WeeklyRow[]; readonly paid: readonly Creditable[] },
): WeekNumbers {
  const rows = known?.rows ?? weeklyRows(spells, week, timezone);
  const row = rows.at(-1) ?? emptyRow(week);
  const open = spells.filter((spell) => isOpenAt(spell, week.end));
  return {
    week,
    open: row.open,
    openBefore: row.open - row.net,
    openHidden: open.filter((spell) => !spell.visible).length,
    inflow: row.inflow,
    paid: row.paid,
    declined: row.declined,
    otherwise: row.relabelled + row.removed,
    net: row.net,
    netBefore: rows.at(-2)?.net ?? null,
    oldest: oldestOf(open, week.end),
    paidBy: thanksFor(known?.paid ?? spells.filter(({ visible }) => visible), week),
    rows,
    trend: trendOf(rows, timezone),
  };
}

/** Open at an instant: begun before it, and not ended before it. */
export function isOpenAt(spell: Spell, at: Date): boolean {
  return spell.start < at && (spell.end === null || spell.end >= at);
}

function oldestOf(open: readonly CountedSpell[], at: Date): OldestIssue | null {
  const [oldest] = open
    .filter((spell) => spell.visible)
    .sort((a, b) => a.start.getTime() - b.start.getTime() || a.issue - b.issue);
  if (!oldest) return null;
  const { repositoryId, htmlUrl, repository, title, issue, start } = oldest;
  const ageDays = Math.floor((at.getTime() - start.getTime()) / DAY);
  return { repositoryId, htmlUrl, repository, title, number: issue, ageDays };
}

function emptyRow(week: Week): WeeklyRow {
  return {
    week: week.name,
    start: week.start,
    open: 0,
    net: 0,
    inflow: 0,
    paid: 0,
    declined: 0,
    relabelled: 0,
    removed: 0,
  };
}
