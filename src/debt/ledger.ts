/**
 * The ledger: from the history of an issue to its spells. A spell begins when an issue becomes open and
 * labelled, and ends when it stops being either. History arrives late, twice and out of order, so the whole
 * of it is sorted and replayed each time; nothing here remembers.
 */

/** How a spell ended: closed as completed; closed otherwise; lost its label; deleted or moved away. */
export type Outcome = 'paid' | 'declined' | 'relabelled' | 'removed';

/** One stretch of time in which an issue was both open and labelled; `end` is null while it runs. */
export type Spell = {
  readonly issue: number;
  readonly start: Date;
  readonly end: Date | null;
  readonly outcome: Outcome | null;
};

/** GitHub's `state_reason`; null where GitHub gave none, which it did for years: completed. */
export type CloseReason = 'completed' | 'not_planned' | 'duplicate' | null;

/** A snapshot of an issue: what it is, whatever the events before it said. */
type Seen = {
  readonly open: boolean;
  readonly labels: readonly string[];
  readonly reason: CloseReason;
};

/** One entry of an issue's history; `by` is whoever did it, where that is known. `order` breaks ties: GitHub's event id, or 0 where there is none. */
export type HistoryEntry = { readonly at: Date; readonly order: number } & (
  | { readonly kind: 'labeled' | 'unlabeled'; readonly label: string; readonly by?: string }
  | { readonly kind: 'closed'; readonly reason: CloseReason }
  | { readonly kind: 'reopened' | 'deleted' | 'transferred' }
  | ({ readonly kind: 'seen' } & Seen)
);

/** What is known of an issue at an instant before its history begins. */
export type Opening = Seen & { readonly at: Date };

type Stretch = Omit<Spell, 'issue'>;
type State = { readonly open: boolean; readonly labels: ReadonlySet<string> };

const FRESH: State = { open: true, labels: new Set() };

/**
 * Without ids, entries of one second are taken in this order: a label swapped for another keeps its spell, an
 * issue closed and cleaned of its labels in one go was closed, a snapshot has the word over events, and what
 * is gone is gone.
 */
const ORDER_OF_KINDS: readonly HistoryEntry['kind'][] = [
  'reopened',
  'labeled',
  'closed',
  'unlabeled',
  'seen',
  'transferred',
  'deleted',
];

/**
 * The spells of one issue, oldest first, from its history in any order and with any repetitions. `labels` are
 * the debt labels, compared without case; a renamed label is the caller's to give under all its names. An issue
 * begins open and unlabelled unless `opening` says otherwise.
 */
export function spellsOf(
  history: readonly HistoryEntry[],
  labels: readonly string[],
  opening?: Opening,
): Stretch[] {
  const debt = new Set(labels.map(fold));
  const inDebt = (state: State) => state.open && !state.labels.isDisjointFrom(debt);
  const spells: Stretch[] = [];
  let state = opening ? asSeen(opening) : FRESH;
  let start = opening && inDebt(state) ? opening.at : null;
  for (const entry of history.toSorted(compareEntries)) {
    state = next(state, entry);
    if (inDebt(state)) {
      start ??= entry.at;
    } else if (start) {
      spells.push({ start, end: entry.at, outcome: outcomeOf(entry) });
      start = null;
    } else if (isRemoval(entry)) {
      removeInstead(spells, entry.at);
    }
  }
  return start ? [...spells, { start, end: null, outcome: null }] : spells;
}

/** The history of one issue, and what is known of it before that begins. */
export type IssueHistory = {
  readonly issue: number;
  readonly history: readonly HistoryEntry[];
  readonly opening?: Opening | undefined;
};

/** The ledger of a scope: the spells of all its issues, by start and then by number of the issue. */
export function ledgerOf(issues: readonly IssueHistory[], labels: readonly string[]): Spell[] {
  return issues
    .flatMap(({ issue, history, opening }) =>
      spellsOf(history, labels, opening).map((spell) => ({ issue, ...spell })),
    )
    .sort((a, b) => a.start.getTime() - b.start.getTime() || a.issue - b.issue);
}

function next(state: State, entry: HistoryEntry): State {
  switch (entry.kind) {
    case 'labeled':
      return { ...state, labels: state.labels.union(new Set([fold(entry.label)])) };
    case 'unlabeled':
      return { ...state, labels: state.labels.difference(new Set([fold(entry.label)])) };
    case 'closed':
      return { ...state, open: false };
    case 'reopened':
      return { ...state, open: true };
    case 'seen':
      return asSeen(entry);
    case 'deleted':
    case 'transferred':
      return FRESH;
  }
}

function outcomeOf(entry: HistoryEntry): Outcome {
  switch (entry.kind) {
    case 'closed':
      return closedAs(entry.reason);
    case 'seen':
      return entry.open ? 'relabelled' : closedAs(entry.reason);
    case 'deleted':
    case 'transferred':
      return 'removed';
    default:
      return 'relabelled';
  }
}

function closedAs(reason: CloseReason): Outcome {
  return reason === 'not_planned' || reason === 'duplicate' ? 'declined' : 'paid';
}

function isRemoval(entry: HistoryEntry): boolean {
  return entry.kind === 'deleted' || entry.kind === 'transferred';
}

/** GitHub closes an issue in the second in which it moves it away; that is not a debt paid. */
function removeInstead(spells: Stretch[], at: Date): void {
  const last = spells.at(-1);
  if (last?.end?.getTime() === at.getTime()) spells[spells.length - 1] = { ...last, outcome: 'removed' };
}

function asSeen(seen: Seen): State {
  return { open: seen.open, labels: new Set(seen.labels.map(fold)) };
}

/** Labels compare without case, as on GitHub. */
export function fold(label: string): string {
  return label.toLowerCase();
}

/** Total up to entries that mean the same, so that the order of arrival never shows. */
function compareEntries(a: HistoryEntry, b: HistoryEntry): number {
  return (
    a.at.getTime() - b.at.getTime() ||
    a.order - b.order ||
    ORDER_OF_KINDS.indexOf(a.kind) - ORDER_OF_KINDS.indexOf(b.kind) ||
    compareText(detail(a), detail(b))
  );
}

function detail(entry: HistoryEntry): string {
  switch (entry.kind) {
    case 'labeled':
    case 'unlabeled':
      return fold(entry.label);
    case 'closed':
      return entry.reason ?? '';
    case 'seen':
      return JSON.stringify([entry.open, entry.labels.map(fold).sort(), entry.reason]);
    default:
      return '';
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
