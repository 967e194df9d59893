/** Every sentence of the weekly report. */
import type { AlarmNumbers } from '../andon/index.ts';
import type { BurnDown } from '../debt/index.ts';
import { isAmong } from '../logins.ts';
import {
  type BodyPart,
  count,
  fitBody,
  type IssueReference,
  issueLink,
  joinList,
  marker,
  mention,
  plural,
  type Thanked,
  thanked,
} from '../text.ts';
import type { Breakdown } from './breakdown.ts';
import type { BulkWeek } from './bulk.ts';
import { signed, weeksChart, weeksLine, weeksTable } from './chart.ts';
import type { DecisionsOfWeek } from './decisions-of-week.ts';
import type { Estimates } from './estimates.ts';
import type { Generosity } from './generosity.ts';
import type { KeyNumbers } from './key-numbers.ts';
import type { WeekNumbers } from './numbers.ts';
import type { Outlook } from './outlook.ts';
import type { Promises } from './promises.ts';
import type { Standing } from './standing.ts';
import { alarmLines, cordThanks } from './wording-andon.ts';
import { decisionsPart } from './wording-decisions.ts';
import { estimatesWords } from './wording-estimates.ts';
import { paidDetails } from './wording-generosity.ts';
import { burnDownLines } from './wording-iteration.ts';
import { breakdownParts, bulkWords, keyNumbersParts } from './wording-numbers.ts';
import {
  capacityLines,
  decisionLines,
  mentionedIn,
  outlookDetails,
  passingThanks,
} from './wording-objectives.ts';
import { promiseDetails, promiseLines } from './wording-promises.ts';
import { type Revisions, revisionParts } from './wording-revisions.ts';
import { standingParts } from './wording-standing.ts';
import { HOW_THE_TREND_IS_JUDGED, trendSentence } from './wording-trend.ts';

/** An issue that waits for room under the cap; `visible` as in `CountedSpell`. */
export type WaitingIssue = IssueReference & { readonly visible: boolean };

/** What a heartbeat tells: the numbers, who waits for room (next first), and the leads to be notified. */
export type HeartbeatReport = {
  readonly numbers: WeekNumbers;
  readonly waiting: readonly WaitingIssue[];
  readonly notify: readonly string[];
  readonly promises: Promises;
  readonly estimates?: Estimates | undefined;
  readonly generosity?: Generosity | undefined;
  readonly outlook: Outlook;
  readonly keyNumbers?: KeyNumbers;
  readonly breakdown?: Breakdown;
  readonly bulk?: readonly BulkWeek[];
  readonly revisions?: Revisions;
  readonly alarms?: AlarmNumbers | undefined;
  /** Iterations given to infrastructure, and the time zone in which they are told. */
  readonly iterations?: readonly BurnDown[];
  readonly timezone?: string;
  readonly decisions?: DecisionsOfWeek;
  readonly standing?: Standing;
};

/** People thanked by name; past these the line would push the numbers off a phone's screen. */
const NAMES = 8;
const NEXT = 3;
const ELSEWHERE = 'in repositories that not everybody here can see';

/**
 * The heartbeat as a Markdown comment: its marker, at most twelve lines with the blank ones, and the rest in
 * `<details>`. The verdict comes first, with the raw change beside it. Within GitHub's 65,536 characters: the table of
 * weeks is given up first and the chart last, and the comment then says so.
 */
export function heartbeatBody(report: HeartbeatReport): string {
  const { numbers, outlook, generosity } = report;
  const agreed = [...capacityLines(outlook), ...decisionLines(outlook)];
  const burning = burnDownLines(report.iterations ?? [], report.timezone ?? 'UTC');
  const top = [
    marker('heartbeat', numbers.week.name),
    `${verdict(numbers)}${bulkWords(report.bulk)}${elsewhereOpen(numbers)}`,
    ...arithmetic(numbers),
    ...burning,
    ...agreed,
    // The screen of a phone is small: what is agreed takes the place of what stands in the details as well.
    ...(agreed.length === 0 ? oldest(numbers) : []),
    ...inOneLine([...promiseLines(report.promises), ...alarmLines(report.alarms)]),
    ...waiting(report.waiting, NEXT - burning.length - (agreed.length > 1 ? 1 : 0)),
  ];
  const thanked = [
    ...thanks(numbers.paidBy),
    ...passingThanks(outlook),
    ...(generosity?.thanks ?? []),
    ...cordThanks(report.alarms),
  ].join(' ');
  const notify = report.notify.filter((login) => !isAmong(mentionedIn(outlook), login));
  const people = [...(thanked === '' ? [] : [thanked]), ...duties(notify)];
  const parts = [top.join('\n'), people.join('\n')].filter((text) => text !== '');
  return fitBody([
    ...parts.map((text): BodyPart => ({ kind: 'required', text })),
    ...details(report, [
      ...outlookDetails(outlook),
      ...(report.decisions ? decisionsPart(report.decisions) : []),
      ...(agreed.length === 0 ? [] : oldest(numbers)).map((text): BodyPart => ({ kind: 'required', text })),
      ...ledgerParts(report),
      ...standingParts(report.standing, report.timezone ?? 'UTC'),
      ...promiseDetails(report.promises),
      ...(generosity ? paidDetails(generosity) : []),
    ]),
  ]);
}

/** The screen of a phone is small. */
function inOneLine(sentences: readonly string[]): string[] {
  return sentences.length === 0 ? [] : [sentences.join(' ')];
}

/** What the weeks say together, and what happened in the last one. */
function verdict(numbers: WeekNumbers): string {
  if (numbers.rows.length === 0) return '**No debt is recorded yet: no issue has carried a debt label.**';
  return `**${trendSentence(numbers.trend)}** ${rawChange(numbers)}`;
}

function rawChange(numbers: WeekNumbers): string {
  const { open, openBefore, net } = numbers;
  if (numbers.netBefore === null) return `First week of the ledger: ${plural(open, 'debt issue')} open.`;
  if (net === 0 && isQuiet(numbers)) return `Nothing moved this week: ${stock(open)} open, as a week ago.`;
  if (net === 0) return `Debt stayed level this week: ${stock(open)} open, as a week ago.`;
  const change = net > 0 ? 'grew' : 'shrank';
  return `Debt ${change} by ${count(Math.abs(net))} this week: ${stock(open)} open, ${stock(openBefore)} a week ago.`;
}

function arithmetic(numbers: WeekNumbers): string[] {
  const { week, rows, netBefore, inflow, paid, declined, otherwise, net } = numbers;
  if (rows.length === 0) return [];
  const before = netBefore === null ? '' : `; net ${signed(netBefore)} the week before`;
  if (isQuiet(numbers)) return [`${week.name}: nothing came in and nothing ended${before}.`];
  const terms = [
    `${count(inflow)} came in`,
    `${count(paid)} paid`,
    ...(declined > 0 ? [`${count(declined)} declined`] : []),
    ...(otherwise > 0 ? [`${count(otherwise)} otherwise ended`] : []),
  ];
  return [`${week.name}: ${terms.join(' − ')} = net ${signed(net)}${before}.`];
}

function elsewhereOpen({ openHidden }: WeekNumbers): string {
  const verb = openHidden === 1 ? 'is' : 'are';
  return openHidden === 0 ? '' : ` Of those open, ${count(openHidden)} ${verb} ${ELSEWHERE}.`;
}

function oldest({ oldest: issue }: WeekNumbers): string[] {
  return issue ? [`Oldest open (${plural(issue.ageDays, 'day')}): ${issueLink(issue)}`] : [];
}

function waiting(queue: readonly WaitingIssue[], most: number): string[] {
  if (queue.length === 0) return [];
  const here = queue.filter((issue) => issue.visible);
  const elsewhere = queue.length - here.length;
  const next = here.slice(0, most).map((issue) => `- ${issueLink(issue)}`);
  const hidden = elsewhere === 0 ? '' : `, ${count(elsewhere)} of them ${ELSEWHERE}`;
  const end = next.length === 0 ? '.' : '. Next:';
  const verb = queue.length === 1 ? 'waits' : 'wait';
  return [`${plural(queue.length, 'issue')} ${verb} for room under the cap${hidden}${end}`, ...next];
}

function thanks(people: readonly Thanked[]): string[] {
  if (people.length === 0) return [];
  const others = people.length - NAMES;
  const names = people.slice(0, NAMES).map(thanked);
  const everybody = others > 0 ? [...names, plural(others, 'other')] : names;
  return [`Thanks to ${joinList(everybody)} for paying debt down.`];
}

function duties(notify: readonly string[]): string[] {
  if (notify.length === 0) return [];
  const names = joinList(notify.map(mention));
  return [`${names}: you are told because \`heartbeat.notify\` in the config names you; edit it to stop.`];
}

function ledgerParts({ keyNumbers, breakdown, revisions }: HeartbeatReport): BodyPart[] {
  return [...revisionParts(revisions), ...keyNumbersParts(keyNumbers), ...breakdownParts(breakdown)];
}

function details({ numbers, estimates }: HeartbeatReport, more: readonly BodyPart[]): BodyPart[] {
  const { rows } = numbers;
  const [line, chart] = [weeksLine(rows), weeksChart(rows)];
  const weeks = rows.length === 1 ? 'The week' : `The last ${plural(rows.length, 'week')}`;
  const summary = rows.length === 0 ? 'How debt is counted' : `${weeks}, and how debt is counted`;
  return [
    { kind: 'required', text: `<details>\n<summary>${summary}</summary>` },
    ...(line === null ? [] : [{ kind: 'required' as const, text: line }]),
    ...(chart === null ? [] : [{ kind: 'optional' as const, text: chart, name: 'the chart' }]),
    ...more,
    ...(rows.length === 0 ? [] : [{ kind: 'optional' as const, text: weeksTable(rows), name: 'the table' }]),
    ...estimatesWords(estimates).map((text): BodyPart => ({ kind: 'required', text })),
    { kind: 'required', text: `${HOW_IT_IS_COUNTED}\n\n${HOW_THE_TREND_IS_JUDGED}\n\n</details>` },
  ];
}

const HOW_IT_IS_COUNTED = [
  'An issue counts for as long as it is open and carries a debt label.',
  'It ends paid when it is closed as completed, declined when it is closed as not planned or as a duplicate,',
  'and otherwise when it loses the label, is deleted or moves away. Reopened, it counts anew.',
  'The number of issues is a count, not a measure of how much they cost.',
].join(' ');

function isQuiet(numbers: WeekNumbers): boolean {
  return numbers.inflow + numbers.paid + numbers.declined + numbers.otherwise === 0;
}

function stock(open: number): string {
  return open === 0 ? 'none' : count(open);
}
