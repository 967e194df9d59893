/** Facts about what was closed and merged, debt or not: numbers and instants, no titles, and kept for a year. */
import { type Db, json } from '../store/index.ts';
import { addMs, DAY } from '../time.ts';

type At = { readonly repositoryId: number; readonly number: number };
type Span = { readonly start: Date; readonly end: Date };

/** `closedAt` is null where it is not closed as completed; `seenAt` is the instant of the snapshot that tells so. */
export type Closing = At & {
  readonly closedAt: Date | null;
  readonly debt: boolean;
  readonly seenAt: Date;
};

export async function knownClosing(
  db: Db,
  at: At,
): Promise<{ closedAt: Date | null; seenAt: Date } | undefined> {
  return db
    .selectFrom('closings')
    .select(['closed_at as closedAt', 'seen_at as seenAt'])
    .where('repository_id', '=', at.repositoryId)
    .where('number', '=', at.number)
    .executeTakeFirst();
}

/** Takes down what a snapshot shows; one that comes late changes nothing, and neither does a label that changes later. */
export async function recordClosing(db: Db, { repositoryId, number, ...seen }: Closing): Promise<void> {
  const columns = { closed_at: seen.closedAt, debt: seen.debt, seen_at: seen.seenAt };
  await db
    .insertInto('closings')
    .values({ repository_id: repositoryId, number, ...columns })
    .onConflict((conflict) =>
      conflict
        .columns(['repository_id', 'number'])
        .doUpdateSet((eb) => ({
          ...columns,
          debt: eb
            .case()
            .when('closings.closed_at', '=', eb.ref('excluded.closed_at'))
            .then(eb.ref('closings.debt'))
            .else(eb.ref('excluded.debt'))
            .end(),
        }))
        .where('closings.seen_at', '<=', seen.seenAt),
    )
    .execute();
}

export type Merge = At & {
  readonly mergedAt: Date;
  readonly author: string | null;
  readonly htmlUrl: string;
  readonly closes: readonly At[];
};

/** A merge is never taken back. */
export async function recordMerge(db: Db, merge: Merge): Promise<void> {
  await db
    .insertInto('merges')
    .values({
      repository_id: merge.repositoryId,
      number: merge.number,
      merged_at: merge.mergedAt,
      author: merge.author,
      html_url: merge.htmlUrl,
      closes: json(merge.closes),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function isKnownMerge(db: Db, at: At): Promise<boolean> {
  const row = await db
    .selectFrom('merges')
    .select('number')
    .where('repository_id', '=', at.repositoryId)
    .where('number', '=', at.number)
    .executeTakeFirst();
  return row !== undefined;
}

/** How long facts are kept: a year and the week that it begins in. */
const KEPT = 372 * DAY;

export async function dropOldClosings(db: Db, repositoryId: number, now: Date): Promise<void> {
  const before = addMs(now, -KEPT);
  await db
    .deleteFrom('closings')
    .where('repository_id', '=', repositoryId)
    .where('seen_at', '<', before)
    .execute();
  await db
    .deleteFrom('merges')
    .where('repository_id', '=', repositoryId)
    .where('merged_at', '<', before)
    .execute();
}

/** The span for which everything that was closed in a repository is known; nothing before the first look. */
export async function lookedThrough(
  db: Db,
  repositoryId: number,
): Promise<{ from: Date; until: Date } | undefined> {
  const row = await db
    .selectFrom('repositories')
    .select(['closings_from as from', 'closings_until as until'])
    .where('id', '=', repositoryId)
    .executeTakeFirst();
  return row?.from && row.until ? { from: row.from, until: row.until } : undefined;
}

export async function recordLook(
  db: Db,
  repositoryId: number,
  { from, until }: { from: Date; until: Date },
): Promise<void> {
  await db
    .updateTable('repositories')
    .set({ closings_from: from, closings_until: until })
    .where('id', '=', repositoryId)
    .execute();
}

/** From when on what was closed in a scope is known; nothing before the first look at any of its repositories. */
export async function knownFrom(db: Db, scopeId: number): Promise<Date | null> {
  const row = await db
    .selectFrom('repositories')
    .select(({ fn }) => fn.min('closings_from').as('from'))
    .where('scope_id', '=', scopeId)
    .executeTakeFirst();
  return row?.from ?? null;
}

/** How many issues were closed as completed, and how many of them were debt. */
export type Closed = { readonly closed: number; readonly debt: number };

/** What was closed in a scope in a span, its end exclusive. */
export async function closedIn(db: Db, scopeId: number, span: Span): Promise<Closed> {
  const rows = await db
    .selectFrom('closings')
    .innerJoin('repositories', 'repositories.id', 'closings.repository_id')
    .select(['debt', ({ fn }) => fn.countAll().as('count')])
    .where('scope_id', '=', scopeId)
    .where('closed_at', '>=', span.start)
    .where('closed_at', '<', span.end)
    // What became a discussion was closed for that.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('spells')
            .select('spells.number')
            .whereRef('spells.repository_id', '=', 'closings.repository_id')
            .whereRef('spells.number', '=', 'closings.number')
            .whereRef('spells.end', '=', 'closings.closed_at')
            .where('outcome', '=', 'removed'),
        ),
      ),
    )
    .groupBy('debt')
    .execute();
  const count = (some: typeof rows) => some.reduce((sum, row) => sum + Number(row.count), 0);
  return { closed: count(rows), debt: count(rows.filter(({ debt }) => debt)) };
}
