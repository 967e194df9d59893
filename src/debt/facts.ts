/**
 * Facts about issues: the newest snapshot, the history, and the spells that follow from it. Snapshots are
 * ordered by `updated_at`, which counts whole seconds; on a tie that differs GitHub is asked.
 */
import type { Installation, IssueFacts, Place } from '../github/index.ts';
import { blankForm } from '../issue-form.ts';
import { type Db, json } from '../store/index.ts';
import { type After, countAnew, countedBefore } from './count.ts';
import { type HistoryEntry, spellsOf } from './ledger.ts';
import { addHistory, closeReason, historiesOf } from './past.ts';
import { saveSpells } from './save-spells.ts';

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
  await recordObservations(db, [seen], labels);
}

/** The same of many, in their order, with as many queries for a page of issues as for one. */
export async function recordObservations(
  db: Db,
  seen: readonly Observation[],
  labels: readonly string[],
): Promise<void> {
  for (const batch of batchesOf(seen)) await recordBatch(db, batch, labels);
}

/** Issues written at once, so that no query outgrows what a database takes. */
const AT_ONCE = 100;

/** A batch is of one repository and holds no issue twice. */
function batchesOf(seen: readonly Observation[]): [Observation, ...Observation[]][] {
  const batches: [Observation, ...Observation[]][] = [];
  for (const one of seen) {
    const batch = batches.at(-1);
    const fits =
      batch !== undefined &&
      batch.length < AT_ONCE &&
      batch[0].repositoryId === one.repositoryId &&
      !batch.some(({ issue }) => issue.number === one.issue.number);
    if (fits) batch.push(one);
    else batches.push([one]);
  }
  return batches;
}

async function recordBatch(
  db: Db,
  seen: readonly [Observation, ...Observation[]],
  labels: readonly string[],
): Promise<void> {
  const [{ repositoryId }] = seen;
  const numbers = seen.map(({ issue }) => issue.number);
  const before = await countedBefore(db, repositoryId, numbers);
  await saveIssues(db, seen);
  await addHistory(
    db,
    repositoryId,
    seen.map(({ issue, entries }) => ({ number: issue.number, entries })),
  );
  const histories = await historiesOf(db, repositoryId, numbers);
  const past = seen.map(({ issue, gone, paidBy }) => {
    const history = histories.get(issue.number) ?? [];
    const correction = gone ? undefined : correctionFor(history, issue, labels);
    const entries = correction ? [correction] : [];
    const spells = spellsOf([...history, ...entries], labels);
    return { number: issue.number, entries, spells, paidBy, estimate: issue.form.effort, issue };
  });
  await addHistory(db, repositoryId, past);
  await saveSpells(db, repositoryId, past);
  const after = past.map(({ number, spells, issue }): After => ({ ...issue, number, spells }));
  await countAnew(db, repositoryId, before, after);
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
  const last = Math.max(issue.updatedAt.getTime(), ...history.map((entry) => entry.at.getTime()));
  // Of two snapshots at one instant the later has the word, and both are kept.
  const isTaken = history.some(({ kind, at }) => kind === 'seen' && at.getTime() === last);
  const at = new Date(isTaken ? last + 1 : last);
  return { at, order: Number.MAX_SAFE_INTEGER, kind: 'seen', open, labels: [...issue.labels], reason };
}

/** Labels compare without case, as on GitHub. */
export function hasLabel(issue: Pick<IssueFacts, 'labels'>, labels: readonly string[]): boolean {
  return issue.labels.some((label) => isLabel(label, labels));
}

export function isLabel(label: string, labels: readonly string[]): boolean {
  return labels.some((one) => one.toLowerCase() === label.toLowerCase());
}

async function saveIssues(db: Db, seen: readonly Observation[]): Promise<void> {
  await db
    .insertInto('issues')
    .values(seen.map(rowOf))
    .onConflict((conflict) =>
      conflict.columns(['repository_id', 'number']).doUpdateSet((eb) => ({
        title: eb.ref('excluded.title'),
        html_url: eb.ref('excluded.html_url'),
        author: eb.ref('excluded.author'),
        open: eb.ref('excluded.open'),
        state_reason: eb.ref('excluded.state_reason'),
        labels: eb.ref('excluded.labels'),
        assignees: eb.ref('excluded.assignees'),
        form: eb.ref('excluded.form'),
        votes: eb.ref('excluded.votes'),
        created_at: eb.ref('excluded.created_at'),
        updated_at: eb.ref('excluded.updated_at'),
        gone: eb.ref('excluded.gone'),
      })),
    )
    .execute();
}

function rowOf({ repositoryId, issue, gone }: Observation) {
  return {
    repository_id: repositoryId,
    number: issue.number,
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
}

/** Records what an issue weighs in the rank, where nothing else of it is new. */
export async function recordWeight(
  db: Db,
  repositoryId: number,
  { number, form, votes, updatedAt }: IssueFacts,
): Promise<void> {
  const before = await countedBefore(db, repositoryId, [number]);
  await db
    .updateTable('issues')
    .set({ form: json(form), votes, updated_at: updatedAt })
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .execute();
  // The form may name another area.
  const { labels, spells } = before.of(number);
  await countAnew(db, repositoryId, before, [{ number, labels, spells, form }]);
}

export async function historyOf(db: Db, { repositoryId, number }: IssueAt): Promise<HistoryEntry[]> {
  return (await historiesOf(db, repositoryId, [number])).get(number) ?? [];
}
