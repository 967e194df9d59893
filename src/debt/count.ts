/**
 * Keeps the sums by weeks equal to the spells, and takes down what changes a week that was reported: both in the
 * transaction in which the spells of an issue are rewritten.
 */
import { blankForm } from '../issue-form.ts';
import { type Db, json } from '../store/index.ts';
import { foldedAreasOf, type WithAreas } from './area.ts';
import { reachesBefore } from './corrections.ts';
import type { Spell } from './ledger.ts';
import { createSums, type WeekSum } from './week-sums.ts';

type Stretch = Omit<Spell, 'issue'>;

/** How issues of a repository are counted before they are written anew. */
export type Before = {
  of(number: number): Known;
  /** By which weeks and areas; undefined where there are no sums that would have to be kept. */
  readonly by: { readonly timezone: string; readonly areaPrefix: string } | undefined;
  /** Whether the sums know of all their spells. */
  readonly counted: 'all' | 'not all';
  /** The end of the newest week that was reported. */
  readonly reportedUntil: Date | null;
};

type Known = WithAreas & { readonly spells: readonly Stretch[] };

/** An issue as it is written. */
export type After = Known & { readonly number: number };

export async function countedBefore(
  db: Db,
  repositoryId: number,
  numbers: readonly number[],
): Promise<Before> {
  const rows = await rowsBefore(db, repositoryId, numbers);
  const [row] = rows;
  const byNumber = Map.groupBy(rows, ({ number }) => number);
  return {
    of(number) {
      const its = byNumber.get(number) ?? [];
      const spells = its.flatMap(({ start, end, outcome }) => (start ? [{ start, end, outcome }] : []));
      return { spells, labels: its[0]?.labels ?? [], form: its[0]?.form ?? blankForm };
    },
    by:
      row?.timezone && row.area_prefix !== null
        ? { timezone: row.timezone, areaPrefix: row.area_prefix }
        : undefined,
    counted: rows.some(({ start, counted }) => start && counted === null) ? 'not all' : 'all',
    reportedUntil: row?.reported ?? null,
  };
}

/** A row for each spell and each issue without one; at least one, for what is known of the repository. */
function rowsBefore(db: Db, repositoryId: number, numbers: readonly number[]) {
  return db
    .selectFrom('repositories')
    .leftJoin('counted_repositories as by', 'by.repository_id', 'repositories.id')
    .leftJoin('issues', (join) =>
      join.onRef('issues.repository_id', '=', 'repositories.id').on('issues.number', 'in', numbers),
    )
    .leftJoin('spells', (join) =>
      join
        .onRef('spells.repository_id', '=', 'issues.repository_id')
        .onRef('spells.number', '=', 'issues.number'),
    )
    .select(['timezone', 'area_prefix', 'issues.number', 'issues.labels', 'form'])
    .select(['start', 'end', 'outcome', 'counted'])
    .select((eb) =>
      eb
        .selectFrom('reported_weeks')
        .select((of) => of.fn.max('end').as('reported'))
        .whereRef('reported_weeks.scope_id', '=', 'repositories.scope_id')
        .as('reported'),
    )
    .where('repositories.id', '=', repositoryId)
    .orderBy('ordinal')
    .execute();
}

/** Brings the sums from what issues were to what they are. */
export async function countAnew(
  db: Db,
  repositoryId: number,
  before: Before,
  after: readonly After[],
): Promise<void> {
  await recordCorrections(db, repositoryId, before, after);
  if (!before.by) return;
  if (before.counted === 'not all') return forgetSums(db, repositoryId);
  const sums = createSums(before.by.timezone);
  const { areaPrefix } = before.by;
  for (const issue of after) {
    const known = before.of(issue.number);
    sums.subtract({ spells: known.spells, areas: foldedAreasOf(known, areaPrefix) });
    sums.add({ spells: issue.spells, areas: foldedAreasOf(issue, areaPrefix) });
  }
  await addSums(db, repositoryId, sums.all());
}

async function recordCorrections(
  db: Db,
  repositoryId: number,
  { reportedUntil, of }: Before,
  after: readonly After[],
): Promise<void> {
  if (!reportedUntil) return;
  const rows = after.flatMap(({ number, spells }) => {
    const { spells: known } = of(number);
    if (!reachesBefore(reportedUntil, known, spells)) return [];
    return [{ repository_id: repositoryId, number, before: json(known), after: json(spells) }];
  });
  if (rows.length > 0) await db.insertInto('corrections').values(rows).execute();
}

/** An earlier version wrote beside them, so they are not to be trusted: whoever needs them counts anew. */
async function forgetSums(db: Db, repositoryId: number): Promise<void> {
  await db.deleteFrom('counted_repositories').where('repository_id', '=', repositoryId).execute();
}

/** Rows of one INSERT. */
const AT_ONCE = 1000;

export async function addSums(db: Db, repositoryId: number, sums: readonly WeekSum[]): Promise<void> {
  for (let first = 0; first < sums.length; first += AT_ONCE) {
    const rows = sums.slice(first, first + AT_ONCE);
    await db
      .insertInto('spell_weeks')
      .values(rows.map((sum) => ({ repository_id: repositoryId, ...sum })))
      .onConflict((conflict) =>
        conflict.columns(['repository_id', 'area', 'week']).doUpdateSet((eb) => ({
          inflow: eb('spell_weeks.inflow', '+', eb.ref('excluded.inflow')),
          paid: eb('spell_weeks.paid', '+', eb.ref('excluded.paid')),
          declined: eb('spell_weeks.declined', '+', eb.ref('excluded.declined')),
          relabelled: eb('spell_weeks.relabelled', '+', eb.ref('excluded.relabelled')),
          removed: eb('spell_weeks.removed', '+', eb.ref('excluded.removed')),
        })),
      )
      .execute();
  }
}
