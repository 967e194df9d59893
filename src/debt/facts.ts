/**
 * Facts about issues: the newest snapshot, the history, and the spells that follow from it. Snapshots are
 * ordered by `updated_at`, which counts whole seconds; on a tie that differs GitHub is asked.
 */
import type { Installation, IssueFacts, Place } from '../github/index.ts';
import { type Db, json } from '../store/index.ts';
import { countAnew, countedBefore } from './count.ts';
import { type CloseReason, type HistoryEntry, type Spell, spellsOf } from './ledger.ts';

export type KnownIssue = IssueFacts & { readonly gone: 'deleted' | 'transferred' | null };

type At = { readonly repositoryId: number; readonly number: number };

export async function knownIssue(db: Db, at: At): Promise<KnownIssue | undefined> {
  const row = await db
    .selectFrom('issues')
    .selectAll()
    .where('repository_id', '=', at.repositoryId)
    .where('number', '=', at.number)
    .executeTakeFirst();
  return (
    row && {
      number: row.number,
      title: row.title,
      htmlUrl: row.html_url,
      author: row.author,
      open: row.open,
      stateReason: row.state_reason,
      labels: row.labels,
      assignees: row.assignees,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      gone: row.gone,
    }
  );
}

/** The newer of what a payload shows and what is known; GitHub's word where neither is. */
export async function newest(
  github: Installation,
  place: Place,
  shown: IssueFacts,
  known: KnownIssue | undefined,
): Promise<IssueFacts> {
  if (!known || shown.updatedAt > known.updatedAt) return shown;
  if (shown.updatedAt < known.updatedAt || sameIssue(shown, known)) return known;
  return (await github.issue(place, shown.number)) ?? known;
}

/** Whether two snapshots tell the same of an issue. */
export function sameIssue(a: IssueFacts, b: IssueFacts): boolean {
  const essence = ({ title, open, stateReason, labels, assignees }: IssueFacts) =>
    JSON.stringify([title, open, stateReason, labels.toSorted(), assignees.toSorted()]);
  return essence(a) === essence(b);
}

/** What is to be written of an issue; `paidBy` is who is thanked if its spell ends as paid now. */
export type Observation = {
  readonly repositoryId: number;
  readonly issue: IssueFacts;
  readonly entries: readonly HistoryEntry[];
  readonly gone: 'deleted' | 'transferred' | null;
  readonly paidBy: readonly string[];
};

export async function recordObservation(db: Db, seen: Observation, labels: readonly string[]): Promise<void> {
  const at = { repositoryId: seen.repositoryId, number: seen.issue.number };
  const before = await countedBefore(db, at);
  await saveIssue(db, seen);
  await addHistory(db, at, seen.entries);
  let history = await historyOf(db, at);
  const correction = seen.gone ? undefined : correctionFor(history, seen.issue, labels);
  if (correction) {
    await addHistory(db, at, [correction]);
    history = [...history, correction];
  }
  const spells = spellsOf(history, labels);
  await saveSpells(db, at, spells, seen.paidBy);
  await countAnew(db, at, before, { spells, labels: seen.issue.labels });
}

/** Events can be missing; a snapshot that contradicts them is an event of its own. */
function correctionFor(
  history: readonly HistoryEntry[],
  issue: IssueFacts,
  labels: readonly string[],
): HistoryEntry | undefined {
  const running = spellsOf(history, labels).at(-1)?.end === null;
  if (running === (issue.open && hasLabel(issue, labels))) return undefined;
  const { open, stateReason } = issue;
  const reason = closeReason(stateReason);
  const at = new Date(Math.max(issue.updatedAt.getTime(), ...history.map((entry) => entry.at.getTime())));
  return { at, order: Number.MAX_SAFE_INTEGER, kind: 'seen', open, labels: [...issue.labels], reason };
}

export function closeReason(reason: string | null): CloseReason {
  return reason === 'not_planned' || reason === 'duplicate' ? reason : 'completed';
}

/** Labels compare without case, as on GitHub. */
export function hasLabel(issue: Pick<IssueFacts, 'labels'>, labels: readonly string[]): boolean {
  return issue.labels.some((label) => isLabel(label, labels));
}

export function isLabel(label: string, labels: readonly string[]): boolean {
  return labels.some((one) => one.toLowerCase() === label.toLowerCase());
}

async function saveIssue(db: Db, { repositoryId, issue, gone }: Observation): Promise<void> {
  const columns = {
    title: issue.title,
    html_url: issue.htmlUrl,
    author: issue.author,
    open: issue.open,
    state_reason: issue.stateReason,
    labels: json(issue.labels),
    assignees: json(issue.assignees),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    gone,
  };
  await db
    .insertInto('issues')
    .values({ repository_id: repositoryId, number: issue.number, ...columns })
    .onConflict((conflict) => conflict.columns(['repository_id', 'number']).doUpdateSet(columns))
    .execute();
}

async function addHistory(db: Db, at: At, entries: readonly HistoryEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insertInto('history')
    .values(
      entries.map((entry) => ({
        repository_id: at.repositoryId,
        number: at.number,
        at: entry.at,
        source_id: entry.order,
        kind: entry.kind,
        label: 'label' in entry ? entry.label : '',
        reason: 'reason' in entry ? entry.reason : null,
        open: 'open' in entry ? entry.open : null,
        labels: 'labels' in entry ? json(entry.labels) : null,
        // Who put a label on is nobody's business.
        actor: entry.kind === 'unlabeled' ? (entry.by ?? null) : null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function historyOf(db: Db, at: At): Promise<HistoryEntry[]> {
  const rows = await db
    .selectFrom('history')
    .selectAll()
    .where('repository_id', '=', at.repositoryId)
    .where('number', '=', at.number)
    .execute();
  return rows.map((row) => {
    const moment = { at: row.at, order: row.source_id };
    switch (row.kind) {
      case 'labeled':
      case 'unlabeled':
        return { ...moment, kind: row.kind, label: row.label };
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
  });
}

/** Rewrites the spells of an issue, and keeps who was thanked for those that had ended before. */
async function saveSpells(
  db: Db,
  at: At,
  spells: readonly Omit<Spell, 'issue'>[],
  paidBy: readonly string[],
): Promise<void> {
  const which = db
    .deleteFrom('spells')
    .where('repository_id', '=', at.repositoryId)
    .where('number', '=', at.number);
  const before = await which.returning(['start', 'ordinal', 'outcome', 'paid_by']).execute();
  if (spells.length === 0) return;
  await db
    .insertInto('spells')
    .values(
      spells.map((spell, ordinal) => {
        const old = before.find(
          (one) => one.ordinal === ordinal && one.start.getTime() === spell.start.getTime(),
        );
        const thanked = old?.outcome === 'paid' ? old.paid_by : paidBy;
        return {
          repository_id: at.repositoryId,
          number: at.number,
          ordinal,
          ...spell,
          paid_by: json(spell.outcome === 'paid' ? thanked : []),
          counted: true,
        };
      }),
    )
    .execute();
}
