import { type Db, json } from '../store/index.ts';
import type { Spell } from './ledger.ts';

/** The spells of an issue, and what is written beside one that ends paid, as it was at that time. */
export type Written = {
  readonly number: number;
  readonly spells: readonly Omit<Spell, 'issue'>[];
  readonly paidBy: readonly string[];
  readonly estimate: number | null;
};

/** Rows of one INSERT. */
const AT_ONCE = 1000;

/** Rewrites the spells of issues, and keeps what was written beside those that had ended before. */
export async function saveSpells(db: Db, repositoryId: number, issues: readonly Written[]): Promise<void> {
  const numbers = issues.map(({ number }) => number);
  const before = await db
    .deleteFrom('spells')
    .where('repository_id', '=', repositoryId)
    .where('number', 'in', numbers)
    .returning(['number', 'start', 'end', 'ordinal', 'outcome', 'paid_by', 'begun_at', 'estimate'])
    .execute();
  const known = Map.groupBy(before, ({ number }) => number);
  const paid = issues.filter(({ spells }) => spells.some(({ outcome }) => outcome === 'paid'));
  const begun = await beginningsOf(
    db,
    repositoryId,
    paid.map(({ number }) => number),
  );
  const rows = issues.flatMap(({ number, spells, paidBy, estimate }) => {
    const now = { paid_by: paidBy, begun_at: begun.get(number) ?? null, estimate };
    return spells.map((spell, ordinal) => {
      // What comes late may add a spell before it, or begin it earlier: it was paid when it was paid.
      const payment =
        known
          .get(number)
          ?.find(
            (one) =>
              one.outcome === 'paid' &&
              (isSame(one.end, spell.end) || (one.ordinal === ordinal && isSame(one.start, spell.start))),
          ) ?? now;
      const isPaid = spell.outcome === 'paid';
      return {
        repository_id: repositoryId,
        number,
        ordinal,
        ...spell,
        paid_by: json(isPaid ? payment.paid_by : []),
        begun_at: isPaid ? payment.begun_at : null,
        estimate: isPaid ? payment.estimate : null,
        counted: true,
      };
    });
  });
  for (let first = 0; first < rows.length; first += AT_ONCE) {
    await db
      .insertInto('spells')
      .values(rows.slice(first, first + AT_ONCE))
      .execute();
  }
}

function isSame(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime();
}

type At = { readonly repositoryId: number; readonly number: number };

/** What is written beside the spells of an issue that ended paid. */
export async function paymentsOf(db: Db, { repositoryId, number }: At) {
  return db
    .selectFrom('spells')
    .select(['end', 'paid_by', 'begun_at', 'estimate'])
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .where('outcome', '=', 'paid')
    .execute();
}

/** The same beside the spells of an issue that moved: nothing of it is new. */
export async function keepPayments(
  db: Db,
  { repositoryId, number }: At,
  payments: Awaited<ReturnType<typeof paymentsOf>>,
): Promise<void> {
  for (const { end, paid_by, begun_at, estimate } of payments) {
    if (!end) continue;
    await db
      .updateTable('spells')
      .set({ paid_by: json(paid_by), begun_at, estimate })
      .where('repository_id', '=', repositoryId)
      .where('number', '=', number)
      .where('outcome', '=', 'paid')
      .where('end', '=', end)
      .execute();
  }
}

/** When its owner was first seen at work, else when it was given to them; not known where a person assigned it. */
async function beginningsOf(
  db: Db,
  repositoryId: number,
  numbers: readonly number[],
): Promise<Map<number, Date | null>> {
  if (numbers.length === 0) return new Map();
  const rows = await db
    .selectFrom('debts')
    .select(['number', 'given_at', 'started_at'])
    .where('repository_id', '=', repositoryId)
    .where('number', 'in', numbers)
    .where('owner', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.number, row.started_at ?? row.given_at]));
}
