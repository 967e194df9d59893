/** The numbers of a week, from the ledger. They are the team's: nothing here is counted by person. */
import { type Outcome, type Spell, thanksFor } from '../debt/index.ts';
import type { IssueReference, Thanked } from '../text.ts';
import { addMs, DAY, isoWeek, type Week } from '../time.ts';

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

/** One week of the ledger; `open` is at its end, and `net` is inflow less all outcomes. */
export type WeeklyRow = { readonly [outcome in Outcome]: number } & {
  readonly week: string;
  readonly start: Date;
  readonly open: number;
  readonly inflow: number;
  readonly net: number;
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
};

/** The numbers of one week in a time zone (that of `week`), with the rows of up to half a year before it. */
export function weekNumbers(spells: readonly CountedSpell[], week: Week, timezone: string): WeekNumbers {
  const rows = weeklyRows(spells, week, timezone);
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
    paidBy: thanksFor(
      spells.filter(({ visible }) => visible),
      week,
    ),
    rows,
  };
}

/**
 * The weeks up to and including `until`, oldest first: at most `count`, and none from before the first spell,
 * for a week in which nothing was counted is no week of zeros. A spell belongs to the weeks that hold its two
 * instants. Takes time in proportion to spells and weeks together.
 */
export function weeklyRows(
  spells: readonly Spell[],
  until: Week,
  timezone: string,
  count: number = 26,
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

/** Open at an instant: begun before it, and not ended before it. */
function isOpenAt(spell: Spell, at: Date): boolean {
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

function weeksUntil(until: Week, timezone: string, count: number): Week[] {
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
