/** Where the ledger now tells another story of a closed week than was reported, and why, as far as that is known. */
import type { Correction } from '../debt/index.ts';
import type { Week } from '../time.ts';
import { COUNTED, type CountedName } from './key-numbers.ts';
import type { ReportedWeek, RepositoryWeek, ToldWeek } from './reported-weeks.ts';

type Change = { readonly name: CountedName; readonly from: number; readonly to: number };

/** Why a week changed: by an issue, by a repository that came or went, or as weeks now begin elsewhere. */
export type Cause =
  | { readonly kind: 'issue'; readonly correction: Correction }
  | { readonly kind: 'came' | 'went'; readonly repositoryId: number }
  | { readonly kind: 'timezone'; readonly from: string; readonly to: string };

/** `changes` are none where only repositories among each other changed. */
export type Revision = {
  readonly week: string;
  readonly changes: readonly Change[];
  readonly causes: readonly Cause[];
};

export type Now = {
  readonly weeks: readonly Week[];
  readonly numbers: ReadonlyMap<string, readonly RepositoryWeek[]>;
  readonly timezone: string;
  /** Those that the scope governs. */
  readonly repositoryIds: ReadonlySet<number>;
};

/** What was reported against what is counted now; newest week first. */
export function revisionsOf(
  reported: readonly ReportedWeek[],
  now: Now,
  corrections: readonly Correction[],
): Revision[] {
  return reported
    .flatMap((was) => {
      const week = now.weeks.find(({ name }) => name === was.week);
      const is = now.numbers.get(was.week) ?? [];
      if (!week || isSame(was.numbers, is)) return [];
      const causes = [...byZone(was, now), ...byRepository(was, is, now), ...byIssue(week, corrections)];
      return [{ week: was.week, changes: changesOf(was.numbers, is), causes }];
    })
    .reverse();
}

/** What is to be written of the weeks that are told: those never told before, and those revised. */
export function toldAnew(
  reported: readonly ReportedWeek[],
  revisions: readonly Revision[],
  now: Now,
): ToldWeek[] {
  const before = new Map(reported.map((one) => [one.week, one.revision]));
  const revised = new Set(revisions.map(({ week }) => week));
  return now.weeks.flatMap((week) => {
    const revision = before.get(week.name);
    if (revision !== undefined && !revised.has(week.name)) return [];
    return [{ week, revision: (revision ?? -1) + 1, numbers: now.numbers.get(week.name) ?? [] }];
  });
}

function isSame(a: readonly RepositoryWeek[], b: readonly RepositoryWeek[]): boolean {
  const essence = (all: readonly RepositoryWeek[]) =>
    all
      .map((one) => JSON.stringify([one.repositoryId, ...COUNTED.map((name) => numberOf(one, name))]))
      .sort()
      .join();
  return essence(a) === essence(b);
}

function changesOf(was: readonly RepositoryWeek[], is: readonly RepositoryWeek[]): Change[] {
  const total = (all: readonly RepositoryWeek[], name: CountedName) =>
    all.reduce((sum, one) => sum + numberOf(one, name), 0);
  return COUNTED.map((name) => ({ name, from: total(was, name), to: total(is, name) })).filter(
    ({ from, to }) => from !== to,
  );
}

function numberOf(one: RepositoryWeek, name: CountedName): number {
  if (name !== 'net') return one[name];
  return one.inflow - one.paid - one.declined - one.relabelled - one.removed;
}

function byZone({ timezone: from }: ReportedWeek, { timezone: to }: Now): Cause[] {
  return from === to ? [] : [{ kind: 'timezone', from, to }];
}

function byRepository(was: ReportedWeek, is: readonly RepositoryWeek[], { repositoryIds }: Now): Cause[] {
  const before = new Set(was.numbers.map(({ repositoryId }) => repositoryId));
  const gone = [...before].filter((id) => !repositoryIds.has(id));
  const come = is.map(({ repositoryId }) => repositoryId).filter((id) => !before.has(id));
  return [
    ...gone.map((repositoryId): Cause => ({ kind: 'went', repositoryId })),
    ...come.map((repositoryId): Cause => ({ kind: 'came', repositoryId })),
  ];
}

function byIssue(week: Week, corrections: readonly Correction[]): Cause[] {
  return corrections
    .filter(({ before, after }) => tallyIn(week, before) !== tallyIn(week, after))
    .map((correction): Cause => ({ kind: 'issue', correction }));
}

/** What some spells add to the numbers of a week. */
function tallyIn({ start, end }: Week, spells: Correction['before']): string {
  const within = (at: Date | null) => at !== null && at >= start && at < end;
  const open = spells.filter((one) => one.start < end && (one.end === null || one.end >= end)).length;
  const begun = spells.filter((one) => within(one.start)).length;
  const ended = spells.flatMap((one) => (within(one.end) ? [one.outcome] : [])).sort();
  return JSON.stringify([open, begun, ended]);
}
