/** The sums of a repository's ledger are made anew where there are none, or those of other weeks or areas. */
import type { House } from '../house.ts';
import { blankForm } from '../issue-form.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { governedRepository, type Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { foldedAreasOf } from './area.ts';
import { addSums } from './count.ts';
import { createSums, type WeekSum } from './week-sums.ts';

/** The repositories of a scope whose sums do not tell what its config asks for. */
export async function uncounted(db: Db, { id, config }: Scope): Promise<number[]> {
  const rows = await db
    .selectFrom('repositories')
    .leftJoin('counted_repositories as by', 'by.repository_id', 'repositories.id')
    .select('repositories.id')
    .where('scope_id', '=', id)
    .where((eb) =>
      eb.or([
        eb('by.repository_id', 'is', null),
        eb('by.timezone', '<>', config.timezone),
        eb('by.area_prefix', '<>', config.debt.area_prefix),
        eb.exists(
          eb
            .selectFrom('spells')
            .select('number')
            .whereRef('spells.repository_id', '=', 'repositories.id')
            .where('counted', 'is', null),
        ),
      ]),
    )
    .orderBy('repositories.id')
    .execute();
  return rows.map((row) => row.id);
}

/** Whoever wanted the sums is settled after. */
export async function settleRecount(house: House, repositoryId: number): Promise<Plan> {
  const governed = await governedRepository(house.db, repositoryId);
  if (!governed) return nothing;
  const { scope } = governed;
  const sums = await sumsOf(house.db, repositoryId, scope);
  const by = { timezone: scope.config.timezone, area_prefix: scope.config.debt.area_prefix };
  return {
    async write(db) {
      await db.deleteFrom('spell_weeks').where('repository_id', '=', repositoryId).execute();
      await addSums(db, repositoryId, sums);
      await db
        .updateTable('spells')
        .set({ counted: true })
        .where('repository_id', '=', repositoryId)
        .where('counted', 'is', null)
        .execute();
      await db
        .insertInto('counted_repositories')
        .values({ repository_id: repositoryId, ...by })
        .onConflict((conflict) => conflict.column('repository_id').doUpdateSet(by))
        .execute();
    },
    settle: [
      { kind: 'heartbeat', scopeId: scope.id },
      { kind: 'dashboard', scopeId: scope.id },
    ],
  };
}

/** How many spells are in memory at once. */
const PAGE = 5000;

async function sumsOf(db: Db, repositoryId: number, { config }: Scope): Promise<WeekSum[]> {
  const sums = createSums(config.timezone);
  for (let last = { number: 0, ordinal: -1 }; ; ) {
    const page = await spellsAfter(db, repositoryId, last);
    for (const { labels, form, ...spell } of page) {
      const issue = { labels: labels ?? [], form: form ?? blankForm };
      sums.add({ spells: [spell], areas: foldedAreasOf(issue, config.debt.area_prefix) });
    }
    const end = page.at(-1);
    if (!end || page.length < PAGE) return sums.all();
    last = end;
  }
}

function spellsAfter(db: Db, repositoryId: number, last: { number: number; ordinal: number }) {
  return db
    .selectFrom('spells')
    .leftJoin('issues', (join) =>
      join
        .onRef('issues.repository_id', '=', 'spells.repository_id')
        .onRef('issues.number', '=', 'spells.number'),
    )
    .select(['spells.number', 'ordinal', 'start', 'end', 'outcome', 'labels', 'form'])
    .where('spells.repository_id', '=', repositoryId)
    .where((eb) => eb(eb.refTuple('spells.number', 'ordinal'), '>', eb.tuple(last.number, last.ordinal)))
    .orderBy('spells.number')
    .orderBy('ordinal')
    .limit(PAGE)
    .execute();
}
