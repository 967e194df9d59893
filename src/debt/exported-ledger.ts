/** The ledger of exported issue events, which may come from several repositories, twice and in any order. */
import { type EmbeddedIssue, entryOf, type IssueEvent, labelsOf } from './history.ts';
import {
  fold,
  type HistoryEntry,
  type IssueHistory,
  ledgerOf,
  type Opening,
  type Spell,
  spellsOf,
} from './ledger.ts';
import { isStillOn, type Renames, renamedLabels } from './renamed-labels.ts';

/**
 * The ledger, and on what it rests beside the events: `renamed` are earlier names of debt labels that were followed.
 * The others count issues: of `assumed` no event tells how they came by their label, `arrived` moved in with theirs,
 * and `bare` carry a debt label by their events and none as they were exported.
 */
export type ExportedLedger = {
  readonly spells: readonly Spell[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly assumed: number;
  readonly arrived: number;
  readonly bare: number;
};

/** What is known of one issue; `now` is the issue as it was embedded last. */
type Exported = { readonly now: EmbeddedIssue; readonly events: readonly IssueEvent[] };

/** What the events make of an issue; `arrived`: it moved in, and `bare` as in the ledger. */
type Told = IssueHistory & { readonly arrived: boolean; readonly bare: boolean };

/**
 * The spells of exported events, as they were at an instant: events at or after `until` did not happen yet. `labels`
 * are the debt labels under any of their names.
 */
export function exportedLedger(
  events: readonly IssueEvent[],
  labels: readonly string[],
  until: Date,
): ExportedLedger {
  const issues = issuesOf(events);
  const renames = relevant(renamesIn(issues, labels), labels);
  const names = namesOf(labels, renames);
  const debt = labels.map((label) => latest(fold(label), renames));
  const past = issues.flatMap((issue) => upTo(historyOf(issue, names, renames), until));
  const assumed = past.filter(({ opening }) => opening);
  const bare = past.filter((issue) => issue.bare && spellsOf(issue.history, debt).length > 0);
  return {
    spells: ledgerOf(past, debt),
    renamed: [...renames].map(([from, to]) => ({ from, to })),
    assumed: assumed.filter(({ arrived }) => !arrived).length,
    arrived: assumed.filter(({ arrived }) => arrived).length,
    bare: bare.length,
  };
}

/** The issues of the events, pull requests left out. The same event twice counts once, as it was exported last. */
function issuesOf(events: readonly IssueEvent[]): Exported[] {
  const distinct = new Map<number | string, IssueEvent>();
  for (const event of events) {
    const key = keyOf(event);
    const known = distinct.get(key);
    if (!known || isLater(event.issue, known.issue)) distinct.set(key, event);
  }
  const issues = new Map<string, { now: EmbeddedIssue; events: IssueEvent[] }>();
  for (const event of distinct.values()) {
    if (!event.issue || event.issue.pull_request) continue;
    const key = `${fold(event.issue.repository_url ?? '')}#${event.issue.number}`;
    const known = issues.get(key) ?? { now: event.issue, events: [] };
    known.events.push(event);
    if (isLater(event.issue, known.now)) known.now = event.issue;
    issues.set(key, known);
  }
  return [...issues.values()];
}

/** The id of an event, with more where ids are too large for JavaScript to tell apart. */
function keyOf({ id, event, created_at: at, label, issue }: IssueEvent): number | string {
  return Number.isSafeInteger(id) ? id : [id, issue?.number, at, event, label?.name].join('\n');
}

/** Whether one export of an issue is newer than another; total, so that the order of arrival never shows. */
function isLater(one: IssueEvent['issue'], other: IssueEvent['issue']): boolean {
  const [updated = '', before = ''] = [one?.updated_at, other?.updated_at];
  if (updated !== before) return updated > before;
  return ageKey(one) > ageKey(other);
}

function ageKey(issue: IssueEvent['issue']): string {
  if (!issue) return '';
  const { repository_url: repository = '', number, state = '' } = issue;
  return [repository, number, state, ...labelsOf(issue)].join('\n');
}

function renamesIn(issues: readonly Exported[], labels: readonly string[]): Renames {
  const settled = issues.flatMap(({ now, events }) => {
    if (!now.labels) return [];
    const history = events.flatMap((event) => entryOf(event, now, labels) ?? []);
    const moved = history.some(({ kind }) => kind === 'transferred' || kind === 'deleted');
    return moved ? [] : [{ history, today: labelsOf(now) }];
  });
  return renamedLabels(settled);
}

/** Those that touch a debt label, whichever of its names was given. */
function relevant(renames: Renames, labels: readonly string[]): Renames {
  const debt = new Set(labels.map(fold));
  return new Map([...renames].filter(([from, to]) => debt.has(from) || debt.has(to)));
}

function namesOf(labels: readonly string[], renames: Renames): string[] {
  return [...labels, ...[...renames].flat()];
}

function latest(label: string, renames: Renames): string {
  return renames.get(label) ?? label;
}

function historyOf({ now, events }: Exported, names: readonly string[], renames: Renames): Told {
  const history = events.flatMap((event) => {
    const entry = entryOf(event, event.issue ?? now, names);
    if (!entry) return [];
    return 'label' in entry ? { ...entry, label: latest(fold(entry.label), renames) } : entry;
  });
  const untold = untoldLabels(now, history, names);
  return {
    issue: now.number,
    history,
    opening: untold.length > 0 ? openingOf(now, events, untold) : undefined,
    arrived: movesOf(events).length > 0,
    bare: isBare(now, history, names),
  };
}

function movesOf(events: readonly IssueEvent[]): IssueEvent[] {
  return events.filter(({ event }) => event === 'transferred');
}

/** Whether the events leave a debt label on an issue that was exported without any. */
function isBare(now: EmbeddedIssue, history: readonly HistoryEntry[], names: readonly string[]): boolean {
  const debt = names.map(fold);
  return (
    now.labels !== undefined && !labelsOf(now).some((name) => debt.includes(name)) && isStillOn(debt, history)
  );
}

/** The debt labels that an issue carries today, where no event tells of any. */
function untoldLabels(
  now: EmbeddedIssue,
  history: readonly HistoryEntry[],
  names: readonly string[],
): string[] {
  const debt = new Set(names.map(fold));
  const isTold = history.some(
    (entry) => entry.kind === 'transferred' || ('label' in entry && debt.has(fold(entry.label))),
  );
  return isTold ? [] : labelsOf(now).filter((name) => debt.has(name));
}

/**
 * Such an issue has carried its label from the beginning: it was imported, or is older than what GitHub still lists.
 * What moved in counts from then on.
 */
function openingOf(
  now: EmbeddedIssue,
  events: readonly IssueEvent[],
  labels: readonly string[],
): Opening | undefined {
  if (now.created_at === undefined) return undefined;
  const moves = movesOf(events);
  const instants = [now.created_at, ...moves.map((event) => event.created_at)].map((at) => Date.parse(at));
  return { at: new Date(Math.max(...instants)), open: isOpenAtFirst(events), labels, reason: null };
}

/** What is reopened first was closed before. */
function isOpenAtFirst(events: readonly IssueEvent[]): boolean {
  const [first] = events
    .filter(({ event }) => event === 'closed' || event === 'reopened')
    .sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at) || a.id - b.id);
  return first?.event !== 'reopened';
}

function upTo(told: Told, until: Date): Told[] {
  if (told.opening && told.opening.at >= until) return [];
  return [{ ...told, history: told.history.filter(({ at }) => at < until) }];
}
