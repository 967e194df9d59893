/** The history of issues, as it is kept: the raw material of the ledger. */
import { type Db, json } from '../store/index.ts';
import type { CloseReason, HistoryEntry } from './ledger.ts';

export function closeReason(reason: string | null): CloseReason {
  return reason === 'not_planned' || reason === 'duplicate' ? reason : 'completed';
}

/** Rows of one INSERT. */
const AT_ONCE = 1000;

/** What is there already stays as it is. */
export async function addHistory(
  db: Db,
  repositoryId: number,
  issues: readonly { readonly number: number; readonly entries: readonly HistoryEntry[] }[],
): Promise<void> {
  const rows = issues.flatMap(({ number, entries }) =>
    entries.map((entry) => ({ repository_id: repositoryId, number, ...columnsOf(entry) })),
  );
  for (let first = 0; first < rows.length; first += AT_ONCE) {
    await db
      .insertInto('history')
      .values(rows.slice(first, first + AT_ONCE))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

function columnsOf(entry: HistoryEntry) {
  return {
    at: entry.at,
    source_id: entry.order,
    kind: entry.kind,
    label: 'label' in entry ? entry.label : '',
    reason: 'reason' in entry ? entry.reason : null,
    open: 'open' in entry ? entry.open : null,
    labels: 'labels' in entry ? json(entry.labels) : null,
    // Who put a label on is nobody's business.
    actor: entry.kind === 'unlabeled' ? (entry.by ?? null) : null,
  };
}

/** In no particular order. */
export async function historiesOf(
  db: Db,
  repositoryId: number,
  numbers: readonly number[],
): Promise<Map<number, HistoryEntry[]>> {
  const rows = await rowsOf(db, repositoryId, numbers);
  const histories = new Map<number, HistoryEntry[]>();
  for (const row of rows) {
    const history = histories.get(row.number) ?? [];
    history.push(entryOf(row));
    histories.set(row.number, history);
  }
  return histories;
}

function rowsOf(db: Db, repositoryId: number, numbers: readonly number[]) {
  return db
    .selectFrom('history')
    .select(['number', 'at', 'source_id', 'kind', 'label', 'reason', 'open', 'labels', 'actor'])
    .where('repository_id', '=', repositoryId)
    .where('number', 'in', numbers)
    .execute();
}

function entryOf(row: Awaited<ReturnType<typeof rowsOf>>[number]): HistoryEntry {
  const moment = { at: row.at, order: row.source_id };
  switch (row.kind) {
    case 'labeled':
    case 'unlabeled':
      return { ...moment, kind: row.kind, label: row.label, ...(row.actor ? { by: row.actor } : {}) };
    case 'closed':
      return { ...moment, kind: row.kind, reason: closeReason(row.reason) };
    case 'seen':
      return {
        ...moment,
        kind: row.kind,
        open: row.open ?? true,
        labels: row.labels ?? [],
        reason: closeReason(row.reason),
      };
    case 'reopened':
    case 'deleted':
    case 'transferred':
      return { ...moment, kind: row.kind };
    default:
      throw new Error(`history holds an entry of unknown kind ${row.kind}`);
  }
}
