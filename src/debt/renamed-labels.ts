/**
 * Which label is which. GitHub's events keep the name that a label had at their time and no event tells of its
 * renaming, but the issue embedded in them carries the name of today.
 */
import { fold, type HistoryEntry, spellsOf } from './ledger.ts';

/** An issue as its events tell it, and as it is today: `today` are its labels, folded. */
export type LabelledIssue = { readonly history: readonly HistoryEntry[]; readonly today: readonly string[] };

/** From the earlier name of a label to the later one, both folded. */
export type Renames = ReadonlyMap<string, string>;

/** When a name was first and last put on an issue or taken off. */
type Span = { readonly first: number; readonly last: number };

/**
 * The labels that were renamed. A name is taken for an earlier one only if every sign agrees: on some issue it is the
 * one label that events tell and today lacks, in place of the one that today has and no event told; no issue carries
 * it today; all issues agree on the later name; it was last used before the later one was first; and every issue that
 * would carry the later name by then does.
 */
export function renamedLabels(issues: readonly LabelledIssue[]): Renames {
  const votes = new Map<string, Set<string>>();
  for (const issue of issues) {
    const [from, to] = swapIn(issue) ?? [];
    if (from !== undefined && to !== undefined) votes.set(from, (votes.get(from) ?? new Set()).add(to));
  }
  const renames = new Map<string, string>();
  if (votes.size === 0) return renames;
  const carried = new Set(issues.flatMap(({ today }) => today));
  const used = spansOf(issues);
  for (const [from, [to, ...others]] of votes) {
    if (to === undefined || others.length > 0 || carried.has(from)) continue;
    const [before, after] = [used.get(from), used.get(to)];
    const inTurn = before && (!after || before.last <= after.first);
    if (inTurn && !issues.some((issue) => contradicts(issue, from, to))) renames.set(from, to);
  }
  return renames;
}

/** The one label that is another today than events tell, as both its names. */
function swapIn({ history, today }: LabelledIssue): [string, string] | undefined {
  const told = new Set(history.flatMap((entry) => ('label' in entry ? [fold(entry.label)] : [])));
  const [to, ...more] = today.filter((name) => !told.has(name));
  if (to === undefined || more.length > 0) return undefined;
  const [from, ...others] = [...told].filter((name) => !today.includes(name) && isStillOn([name], history));
  return from !== undefined && others.length === 0 ? [from, to] : undefined;
}

/** Whether an issue had the earlier name, under neither name lost it, and yet lacks the later one today. */
function contradicts({ history, today }: LabelledIssue, from: string, to: string): boolean {
  if (today.includes(to) || !isStillOn([from], history)) return false;
  const followed = history.map((entry) =>
    'label' in entry && fold(entry.label) === from ? { ...entry, label: to } : entry,
  );
  return isStillOn([to], followed);
}

/** Whether an issue carries one of some labels by its history, open or closed. */
export function isStillOn(names: readonly string[], history: readonly HistoryEntry[]): boolean {
  const labellings = history.filter(({ kind }) => kind !== 'closed' && kind !== 'reopened');
  return spellsOf(labellings, names).at(-1)?.end === null;
}

function spansOf(issues: readonly LabelledIssue[]): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const entry of issues.flatMap(({ history }) => history)) {
    if (!('label' in entry)) continue;
    const at = entry.at.getTime();
    const { first, last } = spans.get(fold(entry.label)) ?? { first: at, last: at };
    spans.set(fold(entry.label), { first: Math.min(first, at), last: Math.max(last, at) });
  }
  return spans;
}
