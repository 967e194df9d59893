/** What the dashboard tells of an iteration: that it has begun, and what came of it. */
import {
  type BodyPart,
  count,
  fitBody,
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
import { localDate, localTime } from '../time.ts';

const ELSEWHERE = 'in repositories that not everybody here can see';

/** What may be named, and how many more there are. */
type Told = { readonly named: readonly IssueReference[]; readonly hidden: number };

/** Longer lists push the rest off a phone's screen. */
const LISTED = 10;

export function beginsMarker(day: string): string {
  return marker('iteration', `${day}/begins`);
}

export function endsMarker(day: string): string {
  return marker('iteration', `${day}/ends`);
}

export type Beginning = {
  readonly day: string;
  readonly name: string;
  readonly end: Date;
  readonly timezone: string;
  readonly people: readonly string[];
  readonly capacity: number;
  readonly planned: number;
  /** In another milestone, and left there. */
  readonly listed: Told;
  /** What became of the proposal; nothing where there was none. */
  readonly changes: { readonly struck: number; readonly added: number; readonly gone: number } | undefined;
  /** How many more issues than the people have room for. */
  readonly tooMany: number;
  readonly first: IssueReference | undefined;
};

export function beginsBody(told: Beginning): string {
  const { day, name, end, timezone, people, capacity, planned } = told;
  const share = `${plural(planned, 'debt issue')}, at most ${count(capacity)} a person`;
  const head = [
    `${beginsMarker(day)}\n${joinList(people.map(mention))}: **${name}** has begun.`,
    `Until ${localTime(end, timezone)} you pay debt: ${share}.`,
    `Each issue says whose it is, and is in the milestone of this name. You are told because you are on the roster; what a person decides on an issue stands.`,
  ].join(' ');
  const lines = [
    ...(told.first ? [`- Where to start: ${issueLink(told.first)}`] : []),
    ...changesLine(told.changes),
    ...(told.tooMany > 0
      ? [
          `- ${plural(told.tooMany, 'more issue')} than there is room for: they wait in it, in the order of the rank.`,
        ]
      : []),
    ...listed('- Only listed, as they have another milestone', told.listed),
  ];
  return bodyOf([head, lines.join('\n')]);
}

function changesLine(changes: Beginning['changes']): string[] {
  if (!changes) return ['- There was no proposal: Paydown was not running when it was due.'];
  const { struck, added, gone } = changes;
  const parts = [
    ...(struck > 0 ? [`${count(struck)} struck`] : []),
    ...(added > 0 ? [`${count(added)} added`] : []),
    ...(gone > 0 ? [`${count(gone)} closed or decided otherwise meanwhile`] : []),
  ];
  return parts.length === 0 ? [] : [`- Of what was proposed: ${joinList(parts)}.`];
}

/** `left`: whether it was decided not to pay it now, so that it is in no queue. */
type Slipped = IssueReference & { readonly staysWith: readonly string[]; readonly left: 'left' | 'queued' };

export type Ending = {
  readonly day: string;
  readonly name: string;
  readonly because: 'over' | 'given up';
  readonly timezone: string;
  readonly planned: number;
  readonly paid: number;
  readonly declined: number;
  readonly otherwise: number;
  readonly thanks: readonly Thanked[];
  readonly slipped: { readonly named: readonly Slipped[]; readonly hidden: number };
  readonly next: { readonly name: string; readonly start: Date } | undefined;
};

export function endsBody(told: Ending): string {
  const { day, name, because, planned, paid, thanks } = told;
  const over = because === 'over' ? 'is over' : 'ends, as the config file has no iterations any more';
  const thanked_ = thanks.length > 0 ? ` Thanks to ${joinList(thanks.map(thanked))}.` : '';
  const head = `${endsMarker(day)}\n**${name}** ${over}: ${count(paid)} of ${plural(planned, 'debt issue')} ${paid === 1 ? 'was' : 'were'} paid.${thanked_}`;
  return bodyOf([head, [...slippedLines(told), ...otherwiseLine(told), ...nextLine(told)].join('\n')]);
}

function slippedLines({ slipped }: Ending): string[] {
  const all = slipped.named.length + slipped.hidden;
  if (all === 0) return [];
  const shown = slipped.named.slice(0, LISTED).map((issue) => {
    const stays = issue.staysWith.length > 0 ? `, stays with ${joinList(issue.staysWith.map(named))}` : '';
    const left = issue.left === 'left' ? ', left for now by a decision' : '';
    return `  - ${issueLink(issue)}${stays}${left}`;
  });
  return [
    `- ${plural(all, 'issue')} slipped: out of the milestone, and back in the queue unless somebody keeps it:`,
    ...shown,
    ...rest(slipped, '  - '),
  ];
}

function otherwiseLine({ declined, otherwise }: Ending): string[] {
  const parts = [
    ...(declined > 0 ? [`${count(declined)} declined`] : []),
    ...(otherwise > 0 ? [`${count(otherwise)} no debt any more for another reason`] : []),
  ];
  return parts.length === 0 ? [] : [`- Beside these: ${joinList(parts)}.`];
}

function nextLine({ next, timezone }: Ending): string[] {
  return next ? [`- The next: **${next.name}**, from ${localDate(next.start, timezone)}.`] : [];
}

function listed(what: string, told: Told): string[] {
  if (told.named.length + told.hidden === 0) return [];
  return [
    `${what}:`,
    ...told.named.slice(0, LISTED).map((issue) => `  - ${issueLink(issue)}`),
    ...rest(told, '  - '),
  ];
}

function rest({ named: all, hidden }: Told, bullet: string): string[] {
  const more = all.length - Math.min(all.length, LISTED);
  return [
    ...(more > 0 ? [`${bullet}and ${plural(more, 'more issue')}`] : []),
    ...(hidden > 0 ? [`${bullet}${plural(hidden, 'issue')} ${ELSEWHERE}`] : []),
  ];
}

function bodyOf(texts: readonly string[]): string {
  return fitBody(texts.filter((text) => text !== '').map((text): BodyPart => ({ kind: 'required', text })));
}

/** What a retro says of it. */
export function endFact({ planned, paid, slipped }: Record<'planned' | 'paid' | 'slipped', number>): string {
  return `Iteration: of ${plural(planned, 'debt issue')}, ${count(paid)} paid and ${count(slipped)} slipped.`;
}
