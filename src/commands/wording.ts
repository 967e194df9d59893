/** Every sentence in which commands are answered. They name people, and mention nobody. */

import type { Objection } from '../debt/index.ts';
import type { Permission } from '../github/index.ts';
import { isSameLogin } from '../logins.ts';
import { type Service, type Void, type Waiting, WEEKS } from '../rotation/index.ts';
import { count, defuse, fitBody, inCode, joinList, joinOr, marker, named, plural } from '../text.ts';
import { localDate, localTime } from '../time.ts';

export function replyMarker(commentId: number): string {
  return marker('reply', String(commentId));
}

/** All that is said to one comment, each command's share under its own name where there are several. */
export function replyBody(
  commentId: number,
  commands: readonly { readonly line: string; readonly answer: string | null }[],
): string {
  const told = commands.flatMap(({ line, answer }) => (answer === null ? [] : [{ line, answer }]));
  const shares = told.map(({ line, answer }) =>
    commands.length > 1 ? `${inCode(shortened(line))}\n\n${answer}` : answer,
  );
  const [first = '', ...rest] = new Set(shares);
  return fitBody([
    { kind: 'required', text: `${replyMarker(commentId)}\n${first}` },
    ...rest.map((text) => ({ kind: 'required' as const, text })),
  ]);
}

/** Longer commands are not shown whole, in characters. */
const SHOWN = 60;

function shortened(line: string): string {
  return line.length > SHOWN ? `${line.slice(0, SHOWN).toWellFormed()}…` : line;
}

/** How each command is written, and what it does. */
const SUMMARIES = {
  '/rotation who': 'who is on duty, who is next, and why',
  '/rotation away': 'with `2026-03-02..2026-03-06` or one day: you are away; somebody covers for you at once',
  '/rotation back': 'you are there again',
  '/rotation cover': 'with `@bo 2026-03-02..2026-03-06`: you serve for somebody, at once',
  '/rotation ask': 'with `@bo 2026-03-02..2026-03-06`: would somebody serve for you? They are asked',
  '/rotation swap': 'with `@bo`: their next shift against yours, if they agree',
  '/rotation accept': 'says yes to what you are asked; with `@bo`, to what they ask',
  '/rotation decline': 'says no to what you are asked, or to covering for somebody who is away',
  '/rotation undo': 'takes back what you arranged last, also together with somebody',
  '/debt why': 'where this debt issue is in the rank, and why; who owns it, or why it waits',
  '/debt release': 'the owner gives this debt issue back; it goes to the next in line',
  '/debt keep': 'the owner keeps this debt issue across the next handoff',
  '/andon': 'with a reason: raises an alarm, here and at once; whoever is on duty is told',
  '/andon ack': 'on duty, or as a lead: you look at the alarm',
  '/andon resolve': 'with a few words, on duty or as a lead: how the alarm was resolved',
  '/andon withdraw': 'you take back the alarm that you raised',
  '/debt accept': 'with `until 2026-06-01 because …`: this debt is knowingly carried until then',
  '/debt defer': 'with `until 2026-06-01 because …`: it is not the turn of this debt until then',
  '/debt priority': 'with `high`, `normal` or `low`: how urgent this debt is; `because …` says why',
  '/debt challenge': 'with `because …`: whoever decided about this debt has to answer',
  '/debt undo': 'takes back what you decided about this debt',
  '/appeal': 'with `because …`: the CEO decides, for you seriously disagree',
  '/ruling': 'with `uphold because …` or `overturn because …`: the CEO ends an appeal',
  '/paydown help': 'this list',
} as const;

export type Usage = keyof typeof SUMMARIES;

export function helpWords(usages: readonly Usage[]): string {
  const lines = usages.map((usage) => `- ${inCode(usage)}: ${SUMMARIES[usage]}`);
  return [
    'Each on a line of its own, in a new comment (edits are not read):',
    '',
    ...lines,
    '',
    'Assigning, unassigning and labelling by hand need no command: what a person decides stands.',
  ].join('\n');
}

/** A line that is nearly a command: what is wrong, and how it is written. */
export function mistakeWords(line: string, usages: readonly string[]): string {
  const forms = usages.map(inCode);
  return `Paydown does not understand ${inCode(shortened(line))}, so nothing was done. Write ${joinOr(forms)}, alone on a line of a new comment.`;
}

export function forbidden(needed: Permission | 'colleague'): string {
  if (needed === 'colleague')
    return 'Nothing was done: this is for members of this organisation, and for those who were given access to this repository. Ask one of them.';
  return `Nothing was done: commands are for people with the ${needed} role or more in this repository. Ask somebody who has it, or whoever manages access here.`;
}

export function releaseChange(by: string, owner: string): string {
  return isSameLogin(by, owner) ? 'released their debt' : `released the debt of ${named(owner)}`;
}

export function keepChange(by: string, owner: string): string {
  return isSameLogin(by, owner)
    ? 'keeps their debt across the next handoff'
    : `had ${named(owner)} keep their debt across the next handoff`;
}

/** @param span local days or times, `to` exclusive */
export function awayChange(
  by: string,
  who: string,
  { from, to }: { from: Date; to: Date },
  timezone: string,
): string {
  const span = `from ${localTime(from, timezone)} to ${localTime(to, timezone)}`;
  return isSameLogin(by, who) ? `is away ${span}` : `says that ${named(who)} is away ${span}`;
}

export function backChange(by: string, who: string): string {
  return isSameLogin(by, who) ? 'is back' : `says that ${named(who)} is back`;
}

type Time = { readonly from: Date; readonly to: Date };

export function coverChange(
  owner: string,
  { from, to }: Time,
  { name, timezone }: { readonly name: string; readonly timezone: string },
): string {
  return `serves for ${named(owner)} in ${defuse(name, 50)} from ${localTime(from, timezone)} to ${localTime(to, timezone)}`;
}

export function undoChange(what: 'covers' | 'absences'): string {
  return what === 'covers' ? 'takes back a cover' : 'takes back an absence';
}

export function nothingToUndo(): string {
  return 'There is nothing of yours to take back: what you arranged is over, or taken back already.';
}

export function noSharedRotation(owner: string): string {
  return `There is no such rotation with you and ${named(owner)} on its roster, and only somebody of the same roster can cover. Ask somebody who is on it; a pull request that edits \`roster\` in the config file puts people on it.`;
}

export function whichRotation(names: readonly string[]): string {
  return `You are together in ${joinList(names.map((name) => inCode(name)))}. Say which one, with \`in NAME\` at the end.`;
}

export function whichRotationForFewer(): string {
  return 'Nothing was done: you are not both on the roster of exactly one such rotation. The rosters stand in the config file, which not everybody here can see; name the rotation with `in NAME` at the end.';
}

/** Why nothing would come of a cover. */
export function noCoverThen(owner: string, voids: readonly Void[], timezone: string): string {
  return voids.length > 0
    ? voidParts(voids, timezone)
    : `${named(owner)} does not serve then, so there is nothing to cover.`;
}

/** The parts of a cover that cannot be. */
export function voidParts(voids: readonly Void[], timezone: string): string {
  const parts = voids.map(({ start, end, why }) => {
    const reason = why === 'on duty' ? 'you are on duty anyway' : 'you are not on the roster';
    return `- from ${localTime(start, timezone)} to ${localTime(end, timezone)}: ${reason}`;
  });
  return ['Not covered, for you cannot:', '', ...parts].join('\n');
}

export function voidPartsForFewer(): string {
  return 'Not covered in whole: you are on duty in a part of it, not on the roster, or there is nothing to cover. The shifts stand on the dashboard, which not everybody here can see.';
}

export function notOnRoster(who: string): string {
  return `${named(who)} is on no roster here, so nobody waits for them to take turns. Who is on a roster stands in the config file; a pull request that edits \`roster\` puts them on it.`;
}

export function impossibleSpan(): string {
  return 'There is no such time. Write days that exist, the first one first: `2026-03-02..2026-03-06`.';
}

export function overAlready(): string {
  return 'That is over already, so it changes nothing.';
}

export function notAway(who: string): string {
  return `Nothing is known of an absence of ${named(who)} but what the config file says. What stands there is changed there, under \`away\`.`;
}

export function noDebtToExplain(): string {
  return 'There is nothing to explain here: this is not an open debt issue. Label it as debt first, and it gets its place in the rank.';
}

/** Why a command on a debt issue changes nothing, and what to do instead. */
export function objectionWords(what: 'release' | 'keep', objection: Objection): string {
  switch (objection.kind) {
    case 'no debt':
      return `There is nothing to ${what} here: this is not an open debt issue. Label it as debt first, and it gets an owner.`;
    case 'nobody owns it':
      return `There is nothing to ${what} here: nobody owns this debt now. To take it, assign yourself.`;
    case 'held': {
      const people = joinList(objection.by.map(named));
      return what === 'release'
        ? `A person gave this debt to ${people}, so Paydown does not move it. Unassign whoever should not have it, and it goes to the queue.`
        : `A person gave this debt to ${people}, so no handoff moves it: it stays without a command.`;
    }
    case 'not theirs':
      return `This debt is owned by ${named(objection.owner)}: the owner can ${what} it, and so can a lead (where the config file names none, whoever maintains this repository). Ask one of them, or assign ${what === 'release' ? 'somebody else' : 'yourself'} by hand.`;
    case 'stays anyway':
      return objection.because === 'config'
        ? 'Debt stays with its owner across every handoff here, as the config file says: there is nothing to keep.'
        : 'The work has begun, so this debt stays with its owner across every handoff: there is nothing to keep.';
  }
}

export type Duty = {
  readonly rotation: string;
  readonly timezone: string;
  readonly onDuty: readonly string[];
  readonly until: Date | undefined;
  readonly next: { readonly onDuty: readonly string[]; readonly start: Date } | undefined;
  /** Who is not on duty, longest waiting first. */
  readonly waiting: readonly Waiting[];
  /** What whoever asks did themselves. */
  readonly yours: Service | undefined;
  readonly now: Date;
};

export function noRotation(): string {
  return 'No rotation is configured here, so nobody is on duty. Add one under `rotations` in the config file.';
}

/** What stands in a place that more people can see than the rota. */
export function dutyForFewer(): string {
  return 'Who is on duty is told on the dashboard, in a repository that not everybody here can see.';
}

export function whoWords(duties: readonly Duty[]): string {
  return duties.map((duty) => [nowLine(duty), ...nextLines(duty), ...yourLine(duty)].join('\n')).join('\n\n');
}

function nowLine({ rotation, timezone, onDuty, until }: Duty): string {
  const name = defuse(rotation, 50);
  const end = until ? ` until ${localTime(until, timezone)}` : '';
  return onDuty.length > 0
    ? `**On duty** in ${name}: ${joinList(onDuty.map(named))}${end}.`
    : `**Nobody is on duty** in ${name}${end}.`;
}

/** One's own numbers, for oneself: nobody is compared with anybody. */
function yourLine({ yours }: Duty): string[] {
  if (!yours) return [];
  const { shifts, days, given, taken } = yours;
  const covers = [
    ...(given > 0 ? [`you covered ${inDays(given)} for others`] : []),
    ...(taken > 0 ? [`others covered ${inDays(taken)} for you`] : []),
  ];
  const tail = covers.length > 0 ? `; ${joinList(covers)}` : '';
  return ['', `**You**, in the last ${WEEKS} weeks: ${plural(shifts, 'shift')}, ${inDays(days)}${tail}.`];
}

function inDays(days: number): string {
  return days < 1 ? 'less than a day' : plural(Math.round(days), 'day');
}

/** More of those who wait would make a reply a roll-call. */
const NAMED = 10;

function nextLines({ next, timezone, waiting, now }: Duty): string[] {
  if (!next) return [];
  const coming = new Set(next.onDuty.map((login) => login.toLowerCase()));
  const who = coming.size > 0 ? joinList(next.onDuty.map(named)) : 'nobody is available';
  const comes = ({ people }: Waiting) => people.some((login) => coming.has(login.toLowerCase()));
  const last = waiting.findLastIndex(comes);
  const lines = waiting.slice(0, NAMED).map((one, index) => {
    const { name, since, turns } = one;
    const skipped = index < last && !comes(one) ? ', not available then' : '';
    const first = turns === 'none' ? 'has not served yet, ' : '';
    return `- ${named(name)}: ${first}${waited(since, now, timezone)}${skipped}`;
  });
  const more = waiting.length - lines.length;
  const line = `**Next**, from ${localTime(next.start, timezone)}: ${who}.`;
  if (lines.length === 0) return [line];
  return [
    `${line} Whoever has waited longest goes next:`,
    '',
    ...lines,
    ...(more > 0 ? [`- and ${plural(more, 'more person', 'more people')}`] : []),
  ];
}

const DAY = 86_400_000;

function waited(since: Date, now: Date, timezone: string): string {
  const days = Math.floor((now.getTime() - since.getTime()) / DAY);
  const long = days === 0 ? 'less than a day' : days === 1 ? '1 day' : `${count(days)} days`;
  return `has waited ${long}, since ${localDate(since, timezone)}`;
}
