/** What the proposal of an iteration says, and what is said of the list when it was read. */
import {
  type BodyPart,
  count,
  defuse,
  fitBody,
  HIDDEN_ISSUE,
  type IssueReference,
  inCode,
  issueLink,
  joinList,
  mention,
  plural,
} from '../text.ts';
import { localTime } from '../time.ts';
import type { Choice, Refusal } from './choose.ts';

const NOT_FOR_EVERYBODY = 'that not everybody here can see';

/** The item that stands for what could not be named from the first. */
const ALL_HIDDEN = new RegExp(`^(\\d+) issues? in repositories ${NOT_FOR_EVERYBODY}`);

/** One that was named, and may not be since; the number tells which of those it was. */
const ONE_HIDDEN = new RegExp(`^${HIDDEN_ISSUE} \\(item (\\d+)\\)`);

/**
 * Which of the proposed issues an item stands for that names none of them.
 *
 * @param proposed in the order of the items, those that could not be named last
 * @returns nothing where it is no such item
 */
export function standsFor<T>(text: string, proposed: readonly T[]): readonly T[] | undefined {
  const [, many] = ALL_HIDDEN.exec(text) ?? [];
  if (many !== undefined) return Number(many) > 0 ? proposed.slice(-Number(many)) : [];
  const [, item] = ONE_HIDDEN.exec(text) ?? [];
  return item === undefined ? undefined : proposed.filter((_, index) => index === Number(item) - 1);
}

export type Proposal = {
  readonly marker: string;
  readonly name: string;
  readonly start: Date;
  readonly end: Date;
  readonly timezone: string;
  /** Who may strike and add. */
  readonly leads: readonly string[];
  readonly people: number;
  readonly capacity: number;
  /** What may be named, in the order of the rank, and how many more there are. */
  readonly issues: readonly IssueReference[];
  readonly hidden: number;
  /** In working days: what those named that say so take, and how many those are; and what each of the people has. */
  readonly estimated: { readonly days: number; readonly issues: number };
  readonly workingDays: number;
  readonly outgrown: Outgrown;
};

/** Why a rotation would be better by now: `creeping`, at the end of so many iterations; or as many people as take turns. */
export type Outgrown =
  | { readonly kind: 'not yet' }
  | { readonly kind: 'creeping' }
  | { readonly kind: 'people'; readonly onDuty: number };

export function proposalBody(proposal: Proposal): string {
  const parts = [
    `${proposal.marker}\n${opening(proposal)}`,
    items(proposal),
    HOW_TO_CHANGE_IT,
    estimates(proposal),
    ...hint(proposal.outgrown),
  ];
  return fitBody(parts.map((text): BodyPart => ({ kind: 'required', text })));
}

function opening({ leads, name, start, end, timezone, people, capacity }: Proposal): string {
  const whom = leads.length > 0 ? `${joinList(leads.map(mention))}: ` : '';
  const share = `${plural(people, 'person', 'people')}, at most ${plural(capacity, 'issue')} each`;
  return [
    `${whom}**${name}** begins on ${localTime(start, timezone)} and ends on ${localTime(end, timezone)}.`,
    `It is given to infrastructure: what is ticked here is spread over ${share}. This is the top of the rank, as far as it fits.`,
  ].join(' ');
}

function items({ issues, hidden }: Proposal): string {
  const named = issues.map((issue, index) => {
    return `- [x] ${issueLink(issue, `${HIDDEN_ISSUE} (item ${index + 1})`)}`;
  });
  const rest = `- [x] ${plural(hidden, 'issue')} in repositories ${NOT_FOR_EVERYBODY}`;
  return [...named, ...(hidden > 0 ? [rest] : [])].join('\n');
}

const HOW_TO_CHANGE_IT = [
  'To **strike** something, remove its tick. To **add** something, add a line: `- [x] #12`, `- [x] acme/api#12`, or the',
  'address of an issue. Only open debt counts. Paydown reads this list once, when the iteration begins, and never edits',
  'it. To **call the iteration off**, close this issue.',
].join(' ');

function estimates({ estimated, people, workingDays, issues }: Proposal): string {
  const days = (amount: number) => plural(Math.round(amount * 10) / 10, 'day');
  const all = issues.length;
  const has = `${plural(people, 'person has', 'people have')} about ${plural(people * workingDays, 'working day')}`;
  if (estimated.issues === 0) return `None of these says what it takes; ${has}.`;
  const some = `${count(estimated.issues)} of these ${count(all)} say what they take:`;
  const which = estimated.issues === all ? 'All of these say what they take:' : some;
  return `${which} ${days(estimated.days)} of work; ${has}.`;
}

function hint(outgrown: Outgrown): string[] {
  switch (outgrown.kind) {
    case 'not yet':
      return [];
    case 'creeping':
      return [
        'Debt was creeping at the end of both of the last two infra iterations: now and then is not enough for it. A rotation pays debt all the time, see `rotations` in the config file.',
      ];
    case 'people':
      return [
        `These iterations take as much time as ${count(outgrown.onDuty)} people on duty all the time. With a rotation of ${count(outgrown.onDuty)} under \`rotations\` in the config file, debt would not wait for the next iteration.`,
      ];
  }
}

/** More lines than these say no more. */
const LINES = 20;

const WHY: Record<Refusal['why'], string> = {
  'names nothing': 'names no issue',
  'not here': 'is in no repository that the config file governs, as far as everybody here can see it',
  'no debt':
    'is no open debt that is to be paid now: it is closed, does not carry the label, was accepted or deferred, or is not there',
  'too many': 'is one too many',
};

/** What is said once of items that could not be taken; nothing where all could. */
export function readingBody(marker: string, name: string, { refused, unread }: Choice): string | undefined {
  if (refused.length === 0 && unread === 0) return undefined;
  const lines = refused.slice(0, LINES).map(({ text, why }) => `- ${inCode(shorten(text))} ${WHY[why]}.`);
  const more = refused.length - lines.length + unread;
  const rest = more > 0 ? [`- and ${plural(more, 'more item')}, of those beyond what is read or told`] : [];
  const text = [
    `${marker}\n**${name}** has begun without these, though they are ticked:`,
    [...lines, ...rest].join('\n'),
  ];
  return fitBody(text.map((one): BodyPart => ({ kind: 'required', text: one })));
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100).toWellFormed()}…` : text;
}

export type WhyOff = 'config' | 'slept' | 'nobody' | 'nothing';

const OFF: Record<WhyOff, string> = {
  config: 'the config file has no iteration on that day any more',
  slept: 'Paydown was not running, and it would be over by now',
  nobody: 'nobody on the roster is there for it',
  nothing: 'no open debt is ticked',
};

export function calledOffBody(marker: string, name: string, why: WhyOff, next: string | undefined): string {
  const then = next === undefined ? '' : ` The next is ${defuse(next, 100)}.`;
  return `${marker}\n**${name}** is called off: ${OFF[why]}.${then}`;
}
