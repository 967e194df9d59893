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

type At = { readonly repositoryId: number; readonly number: number };
type Stretch = Omit<Spell, 'issue'>;

/** How an issue is counted before it is written anew. */
export type Before = WithAreas & {
  readonly spells: readonly Stretch[];
  /** By which weeks and areas; undefined where there are no sums that would have to be kept. */
  readonly by: { readonly timezone: string; readonly areaPrefix: string } | undefined;
  /** Whether the sums know of its spells. */
  readonly counted: 'all' | 'not all';
  /** The end of the newest week that was reported. */
  readonly reportedUntil: Date | null;
};

export async function countedBefore(db: Db, { repositoryId, number }: At): Promise<Before> {
  const rows = await db
    .selectFrom('repositories')
    .leftJoin('counted_repositories as by', 'by.repository_id', 'repositories.id')
    .leftJoin('issues', (join) =>
      join.onRef('issues.repository_id', '=', 'repositories.id').on('issues.number', '=', number),
    )
    .leftJoin('spells', (join) =>
      join.onRef('spells.repository_id', '=', 'repositories.id').on('spells.number', '=', number),
    )
    .select(['timezone', 'area_prefix', 'issues.labels', 'form', 'start', 'end', 'outcome', 'counted'])
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
  const [row] = rows;
  const spells = rows.flatMap(({ start, end, outcome }) => (start ? [{ start, end, outcome }] : []));
  return {
    spells,
    labels: row?.labels ?? [],
    form: row?.form ?? blankForm,
    by:
      row?.timezone && row.area_prefix !== null
        ? { timezone: row.timezone, areaPrefix: row.area_prefix }
        : undefined,
    counted: rows.some(({ start, counted }) => start && counted === null) ? 'not all' : 'all',
    reportedUntil: row?.reported ?? null,
  };
}

/** Brings the sums from what an issue was to what it is. */
export async function countAnew(
  db: Db,
  at: At,
  before: Before,
  after: WithAreas & { readonly spells: readonly Stretch[] },
): Promise<void> {
  const { reportedUntil } = before;
  if (reportedUntil && reachesBefore(reportedUntil, before.spells, after.spells)) {
    await db
      .insertInto('corrections')
      .values({
        repository_id: at.repositoryId,
        number: at.number,
        before: json(before.spells),
        after: json(after.spells),
      })
      .execute();
  }
  if (!before.by) return;
  if (before.counted === 'not all') return forgetSums(db, at.repositoryId);
  const sums = createSums(before.by.timezone);
  const { areaPrefix } = before.by;
  sums.subtract({ spells: before.spells, areas: foldedAreasOf(before, areaPrefix) });
  sums.add({ spells: after.spells, areas: foldedAreasOf(after, areaPrefix) });
  await addSums(db, at.repositoryId, sums.all());
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
