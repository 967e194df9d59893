/** What a rehearsal says of debt: what counts, and what is done in the moment in which the config comes into force. */
import type { DebtIssue } from '../debt/index.ts';
import { inCode, issueLink, joinList, named, plural } from '../text.ts';
import { isVisibleAt } from '../visibility.ts';
import type { AtOnce } from './at-once.ts';
import type { Rehearsal } from './rehearse.ts';

/** How many issues are named in one list; the rest is a number. */
const NAMED = 10;

export function atOnceLines(rehearsal: Rehearsal): string[] {
  const lines = [
    ...modeLine(rehearsal),
    countLine(rehearsal.atOnce),
    ...(rehearsal.mode.after === 'act' ? actions(rehearsal) : watching(rehearsal)),
    ...homeLine(rehearsal),
    commentLine(rehearsal.atOnce),
  ];
  return [...lines.map((line) => `- ${line}`), ...sightNote(rehearsal)];
}

function modeLine({ mode }: Rehearsal): string[] {
  if (mode.before === mode.after) return [];
  if (mode.after === 'observe')
    return [
      mode.before === undefined
        ? 'Paydown only observes: it assigns nobody and comments nowhere.'
        : 'Paydown only observes from then on: it assigns nobody and comments nowhere, and what it gave stays assigned.',
    ];
  return mode.before === undefined ? [] : ['Paydown acts from then on, where it only observed before.'];
}

function countLine({ before, debts, counted }: AtOnce): string {
  const now = `${counted === 'part' ? 'At least ' : ''}${plural(debts, 'open issue')} ${debts === 1 ? 'counts' : 'count'} as debt`;
  if (before === undefined || counted === 'part') return `${now}.`;
  return before === debts ? `${now}, as before.` : `${now}; before, it was ${before}.`;
}

function actions(rehearsal: Rehearsal): string[] {
  const { gifts, moved, returned, ended, waiting, unserved, fresh } = rehearsal.atOnce;
  const taken = ended.filter(({ from }) => from !== null);
  const lines = [
    ...(fresh === 'some'
      ? freshLines(gifts)
      : listed(rehearsal, gifts, GIVEN, ({ to }) => `to ${named(to)}`)),
    ...listed(rehearsal, moved, MOVED, ({ from, to }) => `from ${named(from)} to ${named(to)}`),
    ...listed(rehearsal, returned, RETURNED, ({ from }) => `from ${named(from)}`),
    ...listed(rehearsal, taken, TAKEN, ({ from }) => `from ${named(from ?? '')}`),
  ];
  const idle = lines.length > 0 ? [] : ['Nobody is given anything, and nothing is taken from anybody.'];
  return [...lines, ...idle, ...waitLines(waiting, unserved)];
}

function watching(rehearsal: Rehearsal): string[] {
  const { gifts, fresh, waiting, unserved } = rehearsal.atOnce;
  const would =
    fresh === 'some' ? freshLines(gifts) : listed(rehearsal, gifts, GIVEN, ({ to }) => `to ${named(to)}`);
  const first = 'Nobody is assigned.';
  if (would.length === 0) return [first];
  const list = would
    .map(
      (line) => `
  - ${line}`,
    )
    .join('');
  return [`${first} With \`mode: act\` this would be done:${list}`, ...waitLines(waiting, unserved)];
}

/** Which of them is not known before their past is: the oldest debt goes first. */
function freshLines(gifts: AtOnce['gifts']): string[] {
  if (gifts.length === 0) return [];
  const people = Map.groupBy(gifts, ({ to }) => to);
  const shares = [...people].map(([to, theirs]) => `${named(to)} is given ${plural(theirs.length, 'issue')}`);
  return [`${joinList(shares)}: the oldest debt first, once all of it is counted.`];
}

function waitLines(waiting: number, unserved: number): string[] {
  const served = waiting - unserved;
  return [
    ...(served > 0 ? [`${plural(served, 'issue')} ${served === 1 ? 'waits' : 'wait'} for an owner.`] : []),
    ...(unserved > 0
      ? [
          `${plural(unserved, 'issue')} ${unserved === 1 ? 'is' : 'are'} served by no rotation, and nobody is assigned.`,
        ]
      : []),
  ];
}

/** What happens to issues, as it is said of one and of several. */
type Verb = readonly [one: string, several: string];

const GIVEN: Verb = ['is given', 'are given'];
const MOVED: Verb = ['moves', 'move'];
const RETURNED: Verb = ['goes back to the queue', 'go back to the queue'];
const TAKEN: Verb = ['is taken back as no debt any more', 'are taken back as no debt any more'];

/** What happens to each of some issues, by name where the readers of the check may know it, and else by number. */
function listed<T extends { readonly debt: DebtIssue }>(
  { holder }: Rehearsal,
  items: readonly T[],
  verb: Verb,
  who: (item: T) => string,
): string[] {
  const open = items.filter(({ debt }) => isVisibleAt(holder, debt));
  const hidden = items.filter((item) => !open.includes(item));
  return [
    ...open.slice(0, NAMED).map((item) => `${issueLink(item.debt)} ${verb[0]}, ${who(item)}.`),
    ...numbered(open.slice(NAMED), 'more', verb, who),
    ...numbered(hidden, 'in repositories that not everybody here can see', verb, who),
  ];
}

function numbered<T>(items: readonly T[], which: string, verb: Verb, who: (item: T) => string): string[] {
  return [...Map.groupBy(items, who)].map(([whom, { length }]) => {
    return `${plural(length, 'issue')} ${which} ${verb[length === 1 ? 0 : 1]}, ${whom}.`;
  });
}

function homeLine({ home, holder, mode }: Rehearsal): string[] {
  const own = `${holder.owner}/${holder.name}`;
  const [before, after] = [home.before ?? own, home.after ?? own];
  if (mode.before === undefined) return [`The dashboard is opened, as an issue in ${inCode(after)}.`];
  if (before.toLowerCase() === after.toLowerCase()) return [];
  return [
    `The dashboard moves to ${inCode(after)}: it is opened there, and the old one is closed with a link to it.`,
  ];
}

function commentLine({ comments: { posted, edited, announced, standIns, notices } }: AtOnce): string {
  const parts = [
    ...(posted > 0
      ? [
          `${plural(posted, 'comment')} ${posted === 1 ? 'is' : 'are'} posted, one on each issue that is given for the first time`,
        ]
      : []),
    ...(announced > 0
      ? [`${plural(announced, 'handoff')} ${announced === 1 ? 'is' : 'are'} announced on the dashboard`]
      : []),
    ...(standIns > 0
      ? [
          `${plural(standIns, 'comment')} on the dashboard ${standIns === 1 ? 'tells' : 'tell'} whoever covers at once`,
        ]
      : []),
    ...(notices > 0
      ? [
          `${plural(notices, 'comment')} on the dashboard ${notices === 1 ? 'tells' : 'tell'} of shifts that come next`,
        ]
      : []),
  ];
  const edits =
    edited > 0
      ? ` ${plural(edited, 'comment')} ${edited === 1 ? 'is' : 'are'} edited, which notifies nobody.`
      : '';
  return `${parts.length > 0 ? joinList(parts) : 'No comment is posted'}.${edits}`;
}

function sightNote({ sight }: Rehearsal): string[] {
  return sight === 'all'
    ? []
    : [
        '',
        'Counted are the repositories that everybody who reads this may read; others are left out of these numbers.',
      ];
}
