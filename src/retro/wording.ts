/** Every sentence of the issue that is a retro. People write in it, so it is never edited. */
import { type BodyPart, count, defuse, fitBody, inCode, joinList, mention, named, plural } from '../text.ts';
import { addMs, DAY, localDate, localDay } from '../time.ts';
import { HEADING } from './items.ts';
import type { LookingBack, PastAction } from './looking-back.ts';

export type RetroReport = {
  readonly marker: string;
  /** What it is of, such as a rotation's name. */
  readonly of: string;
  readonly start: Date;
  /** Exclusive. */
  readonly end: Date;
  readonly timezone: string;
  readonly people: readonly string[];
  /** What it begins with, before all else. */
  readonly first: readonly string[];
  /** The last retro; nothing where there was none, or nobody knows it any more. */
  readonly before: LookingBack | undefined;
  readonly facts: readonly string[];
};

/** GitHub notifies no more than fifty people of one text. */
const MENTIONED = 50;
const SHOWN = 200;

/** A title is plain text. */
export function retroTitle({ of, start, end, timezone }: Omit<RetroReport, 'people'>): string {
  return `Retro: ${of}, ${localDate(start, timezone)} to ${lastDay(end, timezone)}`;
}

export function retroBody(report: RetroReport): string {
  const texts = [
    ...(report.first.length > 0 ? [report.first.join('\n')] : []),
    ...looksBack(report),
    ['**The facts**', '', ...report.facts.map((fact) => `- ${fact}`)].join('\n'),
    QUESTIONS,
    actions(report),
  ];
  return fitBody([
    { kind: 'required', text: `${report.marker}\n${called(report)}` },
    ...texts.map((text): BodyPart => ({ kind: 'required', text })),
  ]);
}

function called({ of, start, end, timezone, people }: RetroReport): string {
  const span = `from ${localDate(start, timezone)} to ${lastDay(end, timezone)}`;
  const what = `A look back on **${defuse(of, 50)}**, ${span}.`;
  if (people.length === 0) return what;
  const mentioned = people.slice(0, MENTIONED).map(mention);
  const others = people.slice(MENTIONED).map(named);
  return `${joinList([...mentioned, ...others])}: ${lower(what)} You are asked because you served, serve next, or lead; there will be no reminder.`;
}

function lower(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

function lastDay(end: Date, timezone: string): string {
  return localDate(addMs(end, -1), timezone);
}

function looksBack({ before }: RetroReport): string[] {
  if (!before) return [];
  const { number, actions } = before;
  const link = number === null ? '' : `, #${number}`;
  if (actions.length === 0) return [`**The last retro**${link}${link === '' ? '' : ','} left no actions.`];
  const head = `**The actions of the last retro**${link}: ${doneOf(actions)}.${inTime(before)}`;
  return [[head, '', ...actions.map(pastLine)].join('\n')];
}

function doneOf(actions: readonly PastAction[]): string {
  const done = actions.filter(({ became }) => became === 'done' || became === 'paid').length;
  return `${count(done)} of ${count(actions.length)} done`;
}

function inTime({ punctuality }: LookingBack): string {
  const { dated, inTime } = punctuality;
  return dated === 0
    ? ''
    : ` Of ${plural(dated, 'action')} with a day that has come, ${count(inTime)} done by it.`;
}

const BECAME = {
  done: 'done',
  'not done': 'not done',
  open: 'debt, still open',
  paid: 'debt, paid',
  declined: 'debt, declined',
  gone: 'debt, whose issue is gone',
} as const;

function pastLine({ said, owner, became }: PastAction): string {
  const who = owner === null ? '' : `, ${named(owner)}`;
  return `- **${BECAME[became]}**${who}: ${defuse(said, SHOWN)}`;
}

const QUESTIONS = [
  '**Three questions**, to be answered in comments:',
  '',
  '1. What went well, and should stay?',
  '2. What cost us the most, and was it in our hands?',
  '3. What is the one thing to change first?',
].join('\n');

function actions({ end, timezone }: RetroReport): string {
  const day = localDay(addMs(end, 14 * DAY), timezone);
  const owned = inCode(`- [ ] @login writes the runbook by ${day}`);
  return [
    `## ${HEADING}`,
    '',
    `Edit this text and write below what you will do, a line each. ${owned} is an action with an owner and a day. \`- [ ] debt: what is to be paid\` opens a debt issue here, and \`- [ ] debt owner/repo: …\` one there. Tick what is done. Closing this issue ends the list; so does the next retro, which begins with what was done.`,
  ].join('\n');
}
