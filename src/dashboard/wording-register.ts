/** The register of debt that is accepted or deferred, on the dashboard. */
import type { Decision } from '../agreement/index.ts';
import { type BodyPart, defuse, issueLink, named } from '../text.ts';
import { localDate } from '../time.ts';
import { veil } from '../veil.ts';
import type { DashboardIssue } from './wording.ts';
import { restWords } from './wording-rest.ts';

/** Debt that was decided to be left, and by which decision. */
export type Left = { readonly issue: DashboardIssue; readonly decision: Decision };

export type Register = {
  /** Those that may be shown here, and how many may not. */
  readonly shown: readonly Left[];
  readonly hidden: number;
};

/** How many are named; the rest is a number. */
const NAMED = 20;
/** In characters. */
const REASON = 120;

export function registerPart({ shown, hidden }: Register, timezone: string): BodyPart[] {
  if (shown.length + hidden === 0) return [];
  const soonest = shown.toSorted((a, b) => dateOf(a) - dateOf(b));
  const lines = soonest.slice(0, NAMED).map((left) => `- ${lineOf(left, timezone)}`);
  const tail = restWords(lines.length, shown.length - lines.length, hidden);
  const text = [
    '**Accepted and deferred debt**, the next to come up for review first',
    '',
    ...lines,
    ...tail,
  ];
  return [{ kind: 'optional', text: text.join('\n'), name: 'what is accepted and deferred' }];
}

function dateOf({ decision }: Left): number {
  return decision.until?.getTime() ?? 0;
}

function lineOf({ issue, decision }: Left, timezone: string): string {
  const { what, by, reason, until, times, phase } = decision;
  const done = what === 'accept' ? 'accepted' : 'deferred';
  const again = what === 'accept' && times > 1 ? `, ${times} times in a row` : '';
  const open = phase.kind === 'challenged' || phase.kind === 'appealed' ? `; it is ${phase.kind}` : '';
  const end = until ? ` until ${localDate(until, timezone)}` : '';
  const who = veil([issue.repositoryId], ` by ${named(by)}${again}: “${defuse(reason, REASON)}”${open}`, '');
  return `${issueLink(issue)}, ${done}${end}${who}`;
}
