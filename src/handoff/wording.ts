/** Every sentence of the announcement of a handoff, in the order in which people need them. */
import {
  type BodyPart,
  defuse,
  fitBody,
  HIDDEN_ISSUE,
  type IssueReference,
  issueLink,
  joinList,
  marker,
  mention,
  named,
  plural,
  type Thanked,
  thanked,
} from '../text.ts';
import { isoSeconds, localDay, localTime } from '../time.ts';

export type HandoffReport = {
  readonly rotation: string;
  readonly timezone: string;
  readonly start: Date;
  readonly until: Date;
  readonly onDuty: readonly string[];
  readonly coming: readonly string[];
  readonly leaving: readonly string[];
  /** Until when those leaving stay as support. */
  readonly supportUntil: Date | undefined;
  readonly facilitator: string | undefined;
  /** Handoffs that passed while Paydown was not running. */
  readonly missed: number;
  readonly kept: readonly Kept[];
  readonly moved: number;
  readonly startWith: IssueReference | undefined;
  readonly returned: number;
  readonly paid: number;
  readonly thanks: readonly Thanked[];
  readonly next: { readonly onDuty: readonly string[]; readonly start: Date } | undefined;
};

type Kept = {
  readonly owner: string;
  readonly issue: IssueReference | null;
  readonly because: 'started' | 'keep' | 'asked';
};

const REASONS: Record<Kept['because'], string> = {
  started: 'the work has begun',
  keep: 'the config keeps debt with its owner',
  asked: 'it was asked for',
};

/** More than these would push the rest off a phone's screen. */
const KEPT = 5;

export function handoffMarker(rotation: string, start: Date): string {
  return marker('handoff', `${rotation}/${isoSeconds(start)}`);
}

export function handoffBody(report: HandoffReport): string {
  const lines = [
    ...kept(report),
    ...moved(report),
    ...(report.startWith ? [`- Where to start: ${issueLink(report.startWith)}`] : []),
    ...(report.returned > 0
      ? [`- ${plural(report.returned, 'untouched issue')} went back to the queue.`]
      : []),
    ...lastShift(report),
    ...next(report),
  ];
  const head = [
    handoffMarker(report.rotation, report.start),
    `${comers(report)}${leavers(report)}${facilitator(report)}`,
  ];
  return fitBody([
    { kind: 'required', text: head.join('\n') },
    { kind: 'required', text: lines.join('\n') },
    ...question(report),
  ]);
}

function comers(report: HandoffReport): string {
  const rotation = defuse(report.rotation, 50);
  const until = localTime(report.until, report.timezone);
  if (report.onDuty.length === 0)
    return `**Nobody is available for ${rotation}** until ${until}; debt waits in the queue.`;
  const people = report.onDuty.map((login) =>
    report.coming.includes(login) ? mention(login) : named(login),
  );
  const verb = people.length === 1 ? 'is' : 'are';
  const missed =
    report.missed > 0 ? ` (${plural(report.missed, 'handoff')} passed while Paydown was not running.)` : '';
  return `**Handoff in ${rotation}**: ${joinList(people)} ${verb} on duty until ${until}.${missed}`;
}

function leavers({ leaving, supportUntil, timezone }: HandoffReport): string {
  if (leaving.length === 0) return '';
  const thanks = ` Thank you, ${joinList(leaving.map(mention))}.`;
  const stay = leaving.length === 1 ? 'You stay' : 'You all stay';
  const support = supportUntil ? ` ${stay} as support until ${localTime(supportUntil, timezone)}.` : '';
  return `${thanks}${support}`;
}

function question({ leaving }: HandoffReport): BodyPart[] {
  return leaving.length > 0
    ? [{ kind: 'required', text: `${joinList(leaving.map(named))}: ${QUESTION}` }]
    : [];
}

/** Answered by a reaction, so that it takes a second. */
const QUESTION =
  'did you get the time that you were promised? React to this comment with 👍 for yes, 👎 for no: only the total of everybody is told.';

function facilitator({ facilitator }: HandoffReport): string {
  return facilitator ? ` ${mention(facilitator)} facilitates.` : '';
}

function kept(report: HandoffReport): string[] {
  const shown = report.kept.slice(0, KEPT).map(({ owner, issue, because }) => {
    const what = issue ? issueLink(issue) : HIDDEN_ISSUE;
    return `- Stays with ${named(owner)}, as ${REASONS[because]}: ${what}`;
  });
  const more = report.kept.length - shown.length;
  return more > 0 ? [...shown, `- ${plural(more, 'more issue')} stay likewise.`] : shown;
}

function moved(report: HandoffReport): string[] {
  return report.moved > 0 ? [`- ${plural(report.moved, 'untouched issue')} moved to those coming.`] : [];
}

function lastShift({ paid, thanks }: HandoffReport): string[] {
  if (paid === 0) return [];
  const people = thanks.length > 0 ? ` Thanks to ${joinList(thanks.map(thanked))}.` : '';
  return [`- In the last shift, ${plural(paid, 'debt issue')} ${paid === 1 ? 'was' : 'were'} paid.${people}`];
}

function next({ next, timezone }: HandoffReport): string[] {
  if (!next) return [];
  const who = next.onDuty.length > 0 ? joinList(next.onDuty.map(named)) : 'nobody is available';
  return [
    `- Next: ${who}, from ${localTime(next.start, timezone)}. Until then: \`/rotation swap @somebody\`, or \`/rotation away ${localDay(next.start, timezone)}\` with your days.`,
  ];
}
