/** What reports know of the ledger: read once, for all the weeks that are due. */
import {
  ALL_AREAS,
  busyHours,
  type CountedWeek,
  type Creditable,
  countedWeeks,
  daysToPay,
  foldedAreasOf,
  paymentsIn,
  scopeSpells,
} from '../debt/index.ts';
import { repositoriesOf, type Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import type { Week } from '../time.ts';
import { isVisibleAt } from '../visibility.ts';
import { type Breakdown, type GroupRows, groupsOf } from './breakdown.ts';
import { type BulkWeek, bulkWeeks, FEWEST_IN_BULK } from './bulk.ts';
import { agesAt, countsOf, type KeyNumbers } from './key-numbers.ts';
import { type CountedSpell, type WeekNumbers, weekNumbers } from './numbers.ts';
import { rowsFromSums } from './rows-from-sums.ts';
import { WINDOW } from './trend.ts';
import { WEEKS_SHOWN, type WeeklyRow, weeksUntil } from './weeks.ts';

type Told = Awaited<ReturnType<typeof scopeSpells>>[number];
type Repository = Awaited<ReturnType<typeof repositoriesOf>>[number];

/** `spells` are those that run, or ended after the first due week; `paid` what everybody here may see of those before. */
export type LedgerView = {
  readonly scope: Scope;
  readonly repositories: readonly Repository[];
  readonly spells: readonly (Told & CountedSpell)[];
  readonly paid: readonly Creditable[];
  readonly sums: readonly CountedWeek[];
  readonly before: 'something' | 'nothing';
};

/** @param due the weeks, oldest first */
export async function viewLedger(db: Db, scope: Scope, due: readonly [Week, ...Week[]]): Promise<LedgerView> {
  const [first] = due;
  const since = weeksUntil(first, scope.config.timezone, WEEKS_SHOWN)[0]?.start ?? first.start;
  const told = await scopeSpells(db, scope.id, first.end);
  const repositories = await repositoriesOf(db, { scopeId: scope.id });
  const seen = new Set(repositories.filter((one) => isVisibleAt(scope.home, one)).map(({ id }) => id));
  const payments = await paymentsIn(db, scope.id, { start: first.start, end: (due.at(-1) ?? first).end });
  return {
    scope,
    repositories,
    paid: payments.filter(({ repositoryId }) => seen.has(repositoryId)),
    spells: told.map((spell) => ({ ...spell, visible: isVisibleAt(scope.home, spell) })),
    ...(await countedWeeks(db, scope.id, since)),
  };
}

export function numbersOf(view: LedgerView, week: Week): WeekNumbers {
  const { timezone } = view.scope.config;
  const weeks = weeksUntil(week, timezone, WEEKS_SHOWN);
  const sums = view.sums.filter(({ area }) => area === ALL_AREAS);
  const first = weeks[0]?.start ?? week.start;
  const began = view.before === 'something' || sums.some((sum) => sum.week < first && sum.inflow > 0);
  const rows = rowsFromSums(sums, running(view.spells).length, weeks, began ? 'something' : 'nothing');
  return weekNumbers(view.spells, week, timezone, { rows, paid: view.paid });
}

/** The rows of each repository in all weeks shown, in which anything was in any of them. */
export function rowsByRepository(view: LedgerView, week: Week): Map<number, WeeklyRow[]> {
  const weeks = weeksUntil(week, view.scope.config.timezone, WEEKS_SHOWN);
  const all = view.sums.filter(({ area }) => area === ALL_AREAS);
  const sums = Map.groupBy(all, ({ repositoryId }) => repositoryId);
  const spells = Map.groupBy(running(view.spells), ({ repositoryId }) => repositoryId);
  const ids = new Set([...sums.keys(), ...spells.keys()]);
  return new Map(
    [...ids].map((id) => {
      const rows = rowsFromSums(sums.get(id) ?? [], spells.get(id)?.length ?? 0, weeks, 'something');
      return [id, rows];
    }),
  );
}

/** The part of a week's numbers that only the details tell; what is next to nothing to read stands in `numbers`. */
export async function keyNumbersOf(
  db: Db,
  view: LedgerView,
  numbers: WeekNumbers,
  queue: { readonly room: number; readonly waiting: number },
): Promise<KeyNumbers> {
  const { week } = numbers;
  const quarter = weeksUntil(week, view.scope.config.timezone, WINDOW);
  const span = { start: quarter[0]?.start ?? week.start, end: week.end };
  return {
    counts: countsOf(numbers.rows),
    ageDays: agesAt(view.spells, week),
    daysToPay: await daysToPay(db, view.scope.id, span),
    ...queue,
  };
}

export async function bulkIn(db: Db, view: LedgerView, { week, rows }: WeekNumbers): Promise<BulkWeek[]> {
  const weeks = weeksUntil(week, view.scope.config.timezone, WINDOW);
  const span = { start: weeks[0]?.start ?? week.start, end: week.end };
  return bulkWeeks(rows, weeks, await busyHours(db, view.scope.id, span, FEWEST_IN_BULK));
}

export function breakdownOf(view: LedgerView, week: Week): Breakdown {
  const rows = rowsByRepository(view, week);
  const [seen, hidden] = [view.repositories.filter(isSeen(view)), view.repositories.filter(isHidden(view))];
  const repositories = seen.flatMap((one): GroupRows[] => {
    const its = rows.get(one.id);
    return its ? [{ name: `${one.owner}/${one.name}`, repositoryIds: [one.id], rows: fromFirst(its) }] : [];
  });
  const hiddenIds = new Set(hidden.map(({ id }) => id).filter((id) => rows.has(id)));
  return {
    repositories: groupsOf(repositories),
    hidden:
      hiddenIds.size === 0 ? null : { repositories: hiddenIds.size, row: together(view, hiddenIds, week) },
    areas: groupsOf(areasIn(view, new Set(seen.map(({ id }) => id)), week)),
  };
}

function areasIn(view: LedgerView, seen: ReadonlySet<number>, week: Week): GroupRows[] {
  const { timezone, debt } = view.scope.config;
  const weeks = weeksUntil(week, timezone, WEEKS_SHOWN);
  const here = view.sums.filter(({ area, repositoryId }) => area !== ALL_AREAS && seen.has(repositoryId));
  const open = running(view.spells)
    .filter(({ repositoryId }) => seen.has(repositoryId))
    .flatMap((spell) => {
      const { repositoryId } = spell;
      return foldedAreasOf(spell, debt.area_prefix).map((area) => ({ area, repositoryId }));
    });
  const [sums, spells] = [Map.groupBy(here, ({ area }) => area), Map.groupBy(open, ({ area }) => area)];
  return [...new Set([...sums.keys(), ...spells.keys()])].map((name) => {
    const its = [...(sums.get(name) ?? []), ...(spells.get(name) ?? [])];
    const rows = rowsFromSums(sums.get(name) ?? [], spells.get(name)?.length ?? 0, weeks, 'something');
    const repositoryIds = [...new Set(its.map(({ repositoryId }) => repositoryId))];
    return { name, repositoryIds, rows: fromFirst(rows) };
  });
}

function together(view: LedgerView, ids: ReadonlySet<number>, week: Week): WeeklyRow {
  const of = <T extends { repositoryId: number }>(all: readonly T[]) =>
    all.filter(({ repositoryId }) => ids.has(repositoryId));
  const sums = of(view.sums).filter(({ area }) => area === ALL_AREAS);
  const [row] = rowsFromSums(sums, of(running(view.spells)).length, [week], 'something');
  if (!row) throw new Error('one week has one row');
  return row;
}

/** A group is as old as what it had first, as far as weeks are shown. */
function fromFirst(rows: readonly WeeklyRow[]): readonly WeeklyRow[] {
  const first = rows.findIndex(({ open, net, inflow }) => open - net > 0 || inflow > 0);
  return first < 0 ? [] : rows.slice(first);
}

function running<T extends { end: Date | null }>(spells: readonly T[]): T[] {
  return spells.filter(({ end }) => end === null);
}

function isSeen({ scope }: LedgerView) {
  return (repository: Repository) => isVisibleAt(scope.home, repository);
}

function isHidden(view: LedgerView) {
  return (repository: Repository) => !isSeen(view)(repository);
}
