/**
 * Facts about issues: the newest snapshot, the history, and the spells that follow from it. Snapshots are
 * ordered by `updated_at`, which counts whole seconds; on a tie that differs GitHub is asked.
 */
import type { Installation, IssueFacts, Place } from '../github/index.ts';
import { blankForm } from '../issue-form.ts';
import { type Db, json } from '../store/index.ts';
import { countAnew, countedBefore } from './count.ts';
import { type CloseReason, type HistoryEntry, type Spell, spellsOf } from './ledger.ts';

export type KnownIssue = IssueFacts & { readonly gone: 'deleted' | 'transferred' | null };

export type IssueAt = { readonly repositoryId: number; readonly number: number };

export async function knownIssue(db: Db, at: IssueAt): Promise<KnownIssue | undefined> {
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
      form: row.form ?? blankForm,
      votes: row.votes ?? 0,
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

/** Whether two snapshots tell the same of an issue; votes change without a trace, and prove nothing. */
export function sameIssue(a: IssueFacts, b: IssueFacts): boolean {
  const essence = ({ title, open, stateReason, labels, assignees }: IssueFacts) =>
    JSON.stringify([title, open, stateReason, labels.toSorted(), assignees.toSorted()]);
  return essence(a) === essence(b) && sameForm(a, b);
}

export function sameForm(a: Pick<IssueFacts, 'form'>, b: Pick<IssueFacts, 'form'>): boolean {
  const essence = ({ form }: Pick<IssueFacts, 'form'>) =>
    JSON.stringify([form.effort, form.interest, form.area, form.outcomes, form.unread]);
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
  await saveSpells(db, at, spells, { paidBy: seen.paidBy, estimate: seen.issue.form.effort });
  await countAnew(db, at, before, { ...seen.issue, spells });
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
    form: json(issue.form),
    votes: issue.votes,
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

/** Records what an issue weighs in the rank, where nothing else of it is new. */
export async function recordWeight(
  db: Db,
  repositoryId: number,
  { number, form, votes, updatedAt }: IssueFacts,
): Promise<void> {
  const before = await countedBefore(db, { repositoryId, number });
  await db
    .updateTable('issues')
    .set({ form: json(form), votes, updated_at: updatedAt })
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .execute();
  // The form may name another area.
  await countAnew(db, { repositoryId, number }, before, { ...before, form });
}

async function addHistory(db: Db, at: IssueAt, entries: readonly HistoryEntry[]): Promise<void> {
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

export async function historyOf(db: Db, at: IssueAt): Promise<HistoryEntry[]> {
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

/** What is written beside a spell that ends paid, as it was at that time. */
type Payment = { readonly paidBy: readonly string[]; readonly estimate: number | null };

/** Rewrites the spells of an issue, and keeps what was written beside those that had ended before. */
async function saveSpells(
  db: Db,
  at: IssueAt,
  spells: readonly Omit<Spell, 'issue'>[],
  { paidBy, estimate }: Payment,
): Promise<void> {
  const which = db
    .deleteFrom('spells')
    .where('repository_id', '=', at.repositoryId)
    .where('number', '=', at.number);
  const before = await which
    .returning(['start', 'ordinal', 'outcome', 'paid_by', 'begun_at', 'estimate'])
    .execute();
  if (spells.length === 0) return;
  const now = { paid_by: paidBy, begun_at: await beginningOf(db, at), estimate };
  await db
    .insertInto('spells')
    .values(
      spells.map((spell, ordinal) => {
        const old = before.find(
          (one) => one.ordinal === ordinal && one.start.getTime() === spell.start.getTime(),
        );
        const payment = old?.outcome === 'paid' ? old : now;
        const isPaid = spell.outcome === 'paid';
        return {
          repository_id: at.repositoryId,
          number: at.number,
          ordinal,
          ...spell,
          paid_by: json(isPaid ? payment.paid_by : []),
          begun_at: isPaid ? payment.begun_at : null,
          estimate: isPaid ? payment.estimate : null,
          counted: true,
        };
      }),
    )
    .execute();
}

/** When its owner was first seen at work, else when it was given to them; not known where a person assigned it. */
async function beginningOf(db: Db, at: IssueAt): Promise<Date | null> {
  const row = await db
    .selectFrom('debts')
    .select(['given_at', 'started_at'])
    .where('repository_id', '=', at.repositoryId)
    .where('number', '=', at.number)
    .where('owner', 'is not', null)
    .executeTakeFirst();
  return row?.started_at ?? row?.given_at ?? null;
}
