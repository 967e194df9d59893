/** What whoever reads an analysis should know about where its numbers come from. */
import type { ExportedLedger } from '../debt/exported-ledger.ts';
import { touchesDebt } from '../debt/history.ts';
import type { IssueEvent } from '../debt/index.ts';
import { count, joinList, plural } from '../text.ts';
import { printable } from './output.ts';

const NEIGHBOURS = 5;

/** GitHub Docs, "REST API endpoints for issue events": those of a single issue come without it. */
const REMEDY = 'the export of a whole repository, `repos/OWNER/REPO/issues/events`, names them.';

const BARE =
  'the events say that the label is on, and the exported issue that it is not: the label was deleted, or the export is incomplete. Counted by the events.';

export function notesOn(
  { spells, renamed, assumed, arrived, bare }: ExportedLedger,
  events: readonly IssueEvent[],
  labels: readonly string[],
): string[] {
  const notes = renamed.map(({ from, to }) => `The label "${from}" was renamed: counted as "${to}".`);
  if (assumed > 0)
    notes.push(
      `Of ${plural(assumed, 'issue')} no event tells when the label came; counted since the issue was opened.`,
    );
  if (arrived > 0)
    notes.push(
      `Of ${plural(arrived, 'issue')} no event tells when the label came; counted since the issue moved in.`,
    );
  if (bare > 0) notes.push(`Of ${plural(bare, 'issue')} ${BARE}`);
  const stray = events.filter(({ event, issue }) => !issue && touchesDebt(event)).length;
  if (stray > 0)
    notes.push(
      `${plural(stray, 'event')} ${stray === 1 ? 'names' : 'name'} no issue, and cannot be counted; ${REMEDY}`,
    );
  if (spells.length === 0) notes.push(...nothingFound(events, labels));
  return notes.map(printable);
}

/** A slip in the name of a label looks like having no debt. */
function nothingFound(events: readonly IssueEvent[], labels: readonly string[]): string[] {
  const asked = labels.map((label) => `"${label}"`).join(' or ');
  const used = new Map<string, number>();
  for (const { event, label, issue } of events) {
    if (event !== 'labeled' || !label?.name || !issue || issue.pull_request) continue;
    used.set(label.name, (used.get(label.name) ?? 0) + 1);
  }
  const most = [...used].sort(([, a], [, b]) => b - a).slice(0, NEIGHBOURS);
  const others = most.map(([name, times]) => `"${name}" (${count(times)})`);
  const note = `No issue was open with the label ${asked} before the end of the analysis.`;
  return [others.length === 0 ? note : `${note} Labels in these events: ${joinList(others)}.`];
}
