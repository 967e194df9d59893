/** Every sentence on an alarm issue. Whoever pulled the cord is thanked, and nobody is blamed. */
import type { Length } from '../config/index.ts';
import { count, defuse, fitBody, joinList, marker, mention, named } from '../text.ts';
import { localTime } from '../time.ts';
import type { Alarm, Told } from './alarm.ts';

/** The label of an issue that is an open alarm. */
export const ANDON = 'andon';

/** The longest reason that is repeated, in characters. */
const REASON_LENGTH = 250;
/** The longest title of an alarm issue, in characters, before it is made inert. */
const TITLE_LENGTH = 100;

export function alarmMarker({ key }: Pick<Alarm, 'key'>): string {
  return marker('andon', key);
}

export function alarmIssueMarker({ key }: Pick<Alarm, 'key'>): string {
  return marker('andon', `issue/${key}`);
}

export function callMarker({ key }: Pick<Alarm, 'key'>): string {
  return marker('andon', `call/${key}`);
}

export function comersMarker({ key }: Pick<Alarm, 'key'>, login: string): string {
  return marker('andon', `duty/${key}/${login.toLowerCase()}`);
}

/** What the comment on an alarm issue knows beside the alarm. */
export type AlarmContext = {
  readonly timezone: string;
  /** When all leads are told; nothing where that is past, or no config says so. */
  readonly callsAt: Date | undefined;
  readonly line: 'stopped' | 'goes on';
};

/** The one comment on an alarm issue. */
export function alarmBody(alarm: Alarm, context: AlarmContext): string {
  const parts = [`${alarmMarker(alarm)}\n${headline(alarm)}`, ...why(alarm), ...whatNow(alarm, context)];
  return fitBody(parts.map((text) => ({ kind: 'required', text })));
}

function headline(alarm: Alarm): string {
  const puller = named(alarm.puller);
  switch (alarm.state) {
    case 'pulled':
    case 'acknowledged':
      return `**The andon cord was pulled.** Thank you, ${puller}: what is seen early costs least.`;
    case 'resolved':
      return `**This alarm is resolved.** Thank you, ${puller}, for pulling the cord, and ${by(alarm)} for seeing to it.`;
    case 'withdrawn':
      return `**This alarm is withdrawn.** Thank you, ${puller}: a cord that is pulled once too often is better than one that is not pulled.`;
    case 'removed':
      return `**This alarm is over**, for its issue left. Thank you, ${puller}, for pulling the cord.`;
  }
}

function by({ endedBy }: Alarm): string {
  return named(endedBy ?? 'ghost');
}

function why({ reason, resolution }: Alarm): string[] {
  return [
    ...(reason === null ? [] : [`Why: ${defuse(reason, REASON_LENGTH)}`]),
    ...(resolution === null ? [] : [`How it was resolved: ${defuse(resolution, REASON_LENGTH)}`]),
  ];
}

function whatNow(alarm: Alarm, context: AlarmContext): string[] {
  const people = alarm.told.length > 0 ? [told(alarm.told)] : [];
  const { timezone } = context;
  if (alarm.endedAt !== null) {
    const seen = alarm.acknowledgedAt ? [acknowledgement(alarm, timezone)] : [];
    const end = `Pulled ${localTime(alarm.pulledAt, timezone)}, over since ${localTime(alarm.endedAt, timezone)}.`;
    return [...people, [...seen, end].join('\n')];
  }
  return [
    ...people,
    [state(alarm, context), ...(context.line === 'stopped' ? [STOPPED] : [])].join('\n'),
    ...(alarm.contestedBy === null ? [] : [contest(alarm.contestedBy)]),
    HOW,
  ];
}

const STOPPED = 'The line is stopped: nothing else than debt work and the fix of this alarm is to be merged.';

const HOW = [
  '- Whoever is on duty, or leads: `/andon ack` says that you look at it, `/andon resolve` with a few words that it is over. Closing this issue resolves it as well.',
  '- Whoever pulled it: `/andon withdraw` takes it back, at any time. So does closing this issue, or taking the label `andon` off.',
].join('\n');

function told(people: readonly Told[]): string {
  const of = (as: Told['as']) => people.filter((one) => one.as === as).map(({ login }) => mention(login));
  const [duty, leads] = [of('on duty'), of('engineering')];
  return [
    ...(duty.length > 0 ? [`${joinList(duty)}: you are told, for you are on duty.`] : []),
    ...(leads.length > 0 ? [`${joinList(leads)}: you are told, for you lead engineering.`] : []),
  ].join('\n');
}

function state(alarm: Alarm, { callsAt, timezone }: AlarmContext): string {
  if (alarm.state === 'acknowledged') return acknowledgement(alarm, timezone);
  if (alarm.escalatedAt) return 'Nobody has acknowledged it in time.';
  const until = callsAt ? ` If nobody does until ${localTime(callsAt, timezone)}, all leads are told.` : '';
  return `Nobody has acknowledged it yet.${until}`;
}

function acknowledgement({ acknowledgedAt, acknowledgedBy }: Alarm, timezone: string): string {
  const at = acknowledgedAt ? `, ${localTime(acknowledgedAt, timezone)}` : '';
  return `Acknowledged by ${named(acknowledgedBy ?? 'ghost')}${at}.`;
}

function contest(login: string): string {
  return `${named(login)} closed this issue or took its label off. That ends an alarm only where it is done by who is on duty, who leads, or who pulled it; so it was put back. Ask one of them.`;
}

/** The body of the issue that opens where the cord was pulled on a pull request. */
export function alarmIssueBody(alarm: Alarm): string {
  const where = `${named(alarm.puller)} pulled the andon cord on #${alarm.pull}.`;
  return fitBody([
    { kind: 'required', text: `${alarmIssueMarker(alarm)}\n${where} What becomes of it stands below.` },
    ...why(alarm).map((text) => ({ kind: 'required' as const, text })),
  ]);
}

/** A title is plain text on GitHub: nothing in it links or mentions, but format characters turn text around. */
export function alarmTitle(reason: string): string {
  const line = reason
    .replaceAll(/[^\P{Cf}\u200C\u200D]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const short = line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH).toWellFormed()}…` : line;
  return `Andon: ${short}`;
}

/** Tells whoever is called because nobody acknowledged an alarm in time. */
export function callBody(alarm: Alarm, people: readonly string[], within: Length): string {
  const text = `${joinList(people.map(mention))}: nobody has acknowledged this alarm within ${spanOf(within)} of working time. You are told once, for you lead; \`/andon ack\` says that you look at it.`;
  return fitBody([{ kind: 'required', text: `${callMarker(alarm)}\n${text}` }]);
}

/** Tells whoever came on duty while an alarm is open. */
export function comersBody(alarm: Alarm, login: string): string {
  const seen = alarm.acknowledgedBy === null ? '' : ` ${named(alarm.acknowledgedBy)} has acknowledged it.`;
  const now =
    alarm.acknowledgedBy === null
      ? '`/andon ack` says that you look at it.'
      : '`/andon resolve` with a few words says that it is over.';
  const text = `${mention(login)}: this alarm is open, and you are on duty by now.${seen} You are told once; ${now}`;
  return fitBody([{ kind: 'required', text: `${comersMarker(alarm, login)}\n${text}` }]);
}

function spanOf({ amount, unit }: Length): string {
  return `${count(amount)} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}
