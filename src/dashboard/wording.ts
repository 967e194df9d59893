/** Every sentence of the dashboard issue. It shows now, and nothing that changes by itself with time. */
import type { StoppingAlarm } from '../andon/index.ts';
import type { Change } from '../commands/index.ts';
import type { BurnDown, Progress } from '../debt/index.ts';
import type { NewestWeek } from '../heartbeat/index.ts';
import type { Off, Unheard } from '../permissions.ts';
import { type Gap, type Spread, WEEKS } from '../rotation/index.ts';
import type { Visibility } from '../store/index.ts';
import {
  type BodyPart,
  count,
  defuse,
  fitBody,
  type IssueReference,
  inCode,
  issueLink,
  joinList,
  named,
  plural,
} from '../text.ts';
import { localDate, localTime } from '../time.ts';
import { veil } from '../veil.ts';
import { alarmNotice } from './wording-andon.ts';
import { type EmptyPlaceAhead, emptyPlaceLine, gapLine } from './wording-gap.ts';
import { DEBT_WAITS, foreseenLines, iterationLines } from './wording-iteration.ts';
import { verdictLines, weekTable } from './wording-numbers.ts';
import { type Register, registerPart } from './wording-register.ts';
import { restWords } from './wording-rest.ts';
import { retroLine } from './wording-retro.ts';

export type DashboardIssue = IssueReference & { readonly since: Date; readonly visibility: Visibility };

export type DashboardReport = {
  readonly marker: string;
  readonly timezone: string;
  readonly mode: 'act' | 'observe';
  /** Open alarms, oldest first. */
  readonly alarms: readonly StoppingAlarm[];
  /** What is wrong with the newest config file, and the repository that holds it. */
  readonly broken: { readonly text: string; readonly holderId: number } | null;
  readonly access: Access | undefined;
  /** The newest that is over; undefined where there is none to speak of yet. */
  readonly week: NewestWeek | undefined;
  readonly duties: readonly Duty[];
  readonly open: number;
  readonly owned: number;
  readonly leftAlone: number;
  /** What waits, next first: those that may be shown here, and how many may not. */
  readonly waiting: { readonly shown: readonly DashboardIssue[]; readonly hidden: number };
  /** What was decided to be left for now. */
  readonly register: Register;
  /** In observe mode: who would be given what. */
  readonly wouldGive: readonly { readonly issue: DashboardIssue; readonly to: string }[];
  /** How many more, that may not be shown here. */
  readonly wouldGiveHidden: number;
  /** When retros are held, as the end of a sentence; nothing where there are none. */
  readonly retro: string | undefined;
  /** The retros that are open in this repository, newest first. */
  readonly openRetros: readonly number[];
  /** Repositories whose past is still being counted. */
  readonly counting: readonly Progress[];
  /** What there is to be known of the GitHub teams that the config names. */
  readonly teams: readonly string[];
  /** What people changed by commands, newest first. */
  readonly changes: readonly Change[];
  readonly previous: number | undefined;
  /** Iterations given to infrastructure, and whether the config has any. */
  readonly iterations?: readonly BurnDown[];
  readonly served?: 'in iterations' | 'by rotations alone';
};

export type Duty = {
  readonly rotation: string;
  readonly timezone: string;
  readonly onDuty: readonly string[];
  readonly until: Date | undefined;
  readonly next: { readonly onDuty: readonly string[]; readonly start: Date } | undefined;
  readonly gaps: readonly Gap[];
  readonly empty: readonly Pick<EmptyPlaceAhead, 'login' | 'from' | 'to' | 'now'>[];
  readonly spread: Spread | undefined;
};

/** What the account does not grant, and where its owners do. */
export type Access = {
  readonly account: string;
  readonly settingsUrl: string;
  readonly off: readonly Off[];
  readonly unheard: readonly Unheard[];
};

/** How many waiting issues are named; the rest is a number. */
const NAMED = 10;

export function dashboardTitle(quarter: string): string {
  return `Paydown dashboard, ${quarter.replace(/^(\d+)-(Q\d)$/, '$2 $1')}`;
}

export function dashboardBody(report: DashboardReport): string {
  const required = [
    [report.marker, ...alarmNotice(report.alarms, report.timezone), ...notices(report)].join('\n'),
    ...verdictLines(report.week),
    dutiesLines(report),
    ...weekTable(report.week),
    ...iterationLines(report.iterations ?? [], report.timezone),
    ...retroLine(report.openRetros),
    numbers(report),
    ...report.counting.map(stillCounting),
    ...wouldGive(report),
    ...footer(report),
  ];
  return fitBody([
    ...required.map((text) => ({ kind: 'required' as const, text })),
    { kind: 'optional', text: queue(report), name: 'the queue' },
    ...registerPart(report.register, report.timezone),
    ...teams(report),
    ...changes(report),
  ]);
}

function notices({ mode, broken, access }: DashboardReport): string[] {
  const watching =
    '> [!NOTE]\n> Paydown only observes here: it assigns nobody and comments nowhere. `mode: act` in the config file switches it on.\n';
  return [
    ...(mode === 'observe' ? [watching] : []),
    ...(broken ? [brokenNotice(broken)] : []),
    ...(access ? [...switchedOffNotice(access), ...unheardNotice(access)] : []),
  ];
}

/** The message quotes the file, which may be for fewer eyes than the dashboard. */
function brokenNotice({ text, holderId }: NonNullable<DashboardReport['broken']>): string {
  const why = veil([holderId], defuse(text, 300), 'the check on its commit says why');
  return `> [!WARNING]\n> The newest config file cannot be used, so the last good one stays in force: ${why}\n`;
}

/** Source of the way there: "Reviewing and modifying installed GitHub Apps", "Approving updated permissions for a GitHub App". */
function switchedOffNotice({ off, account, settingsUrl }: Access): string[] {
  if (off.length === 0) return [];
  const lines = off.map(({ feature, missing, off }) => {
    return `> - ${feature} (needs ${joinList(missing.map((one) => `\`${one}\``))}): ${off}`;
  });
  const remedy = `> An owner of ${defuse(account, 100)} accepts what Paydown asks for under Settings → GitHub Apps → [Configure](${settingsUrl}).`;
  return ['> [!WARNING]\n> Off, for want of a permission:\n>', ...lines, '>', `${remedy}\n`];
}

function unheardNotice({ unheard }: Access): string[] {
  if (unheard.length === 0) return [];
  const lines = unheard.map(({ event, late }) => `> - \`${event}\`: ${late}`);
  const remedy =
    '> Whoever owns the App subscribes to it in the settings of the App, under Permissions & events.\n';
  return ['> [!WARNING]\n> GitHub does not send some events:\n>', ...lines, '>', remedy];
}

function dutiesLines({ duties, served }: DashboardReport): string {
  if (duties.length === 0 && served === 'in iterations') return DEBT_WAITS;
  if (duties.length === 0) return 'No rotation is configured: debt is counted, and nobody is assigned.';
  return duties.map(dutyLines).join('\n\n');
}

function dutyLines(duty: Duty): string {
  const { onDuty, next, timezone } = duty;
  const rotation = defuse(duty.rotation, 50);
  const until = duty.until ? ` until ${localTime(duty.until, timezone)}` : '';
  const now =
    onDuty.length > 0
      ? `**On duty** in ${rotation}: ${joinList(onDuty.map(named))}${until}.`
      : `**Nobody is on duty** in ${rotation}${until}.`;
  if (!next) return now;
  const who = next.onDuty.length > 0 ? joinList(next.onDuty.map(named)) : 'nobody is available';
  return [
    now,
    `**Next**, from ${localTime(next.start, timezone)}: ${who}.`,
    ...duty.empty.map((place) => emptyPlaceLine({ ...place, rotation: duty.rotation, timezone })),
    ...duty.gaps.map((gap) => gapLine({ ...gap, rotation: duty.rotation, timezone })),
    ...(duty.spread ? [spreadLine(duty.spread)] : []),
  ].join('\n');
}

/** Numbers are the team's, never a person's. */
function spreadLine({ least, most }: Spread): string {
  const [from, to] = [Math.round(least), Math.round(most)];
  const days = from === to ? plural(to, 'day') : `${from} to ${plural(to, 'day')}`;
  return `On duty in the last ${WEEKS} weeks: ${days} a person.`;
}

function numbers({ open, owned, leftAlone, waiting }: DashboardReport): string {
  const waits = waiting.shown.length + waiting.hidden;
  return [
    '| open debt | owned | waiting | left alone |',
    '| --: | --: | --: | --: |',
    `| ${count(open)} | ${count(owned)} | ${count(waits)} | ${count(leftAlone)} |`,
  ].join('\n');
}

function stillCounting({ repository, repositoryId, read, total }: Progress): string {
  const where = veil([repositoryId], inCode(repository), 'a repository that not everybody here can see');
  return `The past of ${where} is still being counted: ${count(read)} of ${plural(total, 'issue')} so far.`;
}

function wouldGive({
  mode,
  wouldGive,
  wouldGiveHidden,
  retro,
  timezone,
  iterations,
}: DashboardReport): string[] {
  if (mode === 'act') return [];
  const shown = wouldGive.map(({ issue, to }) => `- give ${told(issue, timezone)} to ${named(to)}`);
  const hidden = `- give away ${plural(wouldGiveHidden, 'issue')} in repositories that not everybody here can see`;
  const lines = [
    ...(wouldGiveHidden > 0 ? [...shown, hidden] : shown),
    ...foreseenLines(iterations ?? [], timezone),
    ...(retro ? [`- open a retro ${retro}`] : []),
  ];
  return [
    ['**What `mode: act` would do now**', '', ...(lines.length > 0 ? lines : ['- nothing'])].join('\n'),
  ];
}

function queue({ waiting, timezone }: DashboardReport): string {
  const { shown, hidden } = waiting;
  if (shown.length + hidden === 0) return 'Nothing waits for an owner.';
  const lines = shown.slice(0, NAMED).map((issue, index) => `${index + 1}. ${told(issue, timezone)}`);
  const tail = restWords(lines.length, shown.length - lines.length, hidden);
  return ['**Waiting for an owner**, next first', '', ...lines, ...tail].join('\n');
}

function teams({ teams }: DashboardReport): BodyPart[] {
  if (teams.length === 0) return [];
  const text = ['**GitHub teams**', '', ...teams.map((line) => `- ${line}`)].join('\n');
  return [{ kind: 'optional', text, name: 'the GitHub teams' }];
}

/** Who changed what, for whoever wonders later; who may not see where it was is told no more than that. */
function changes({ changes, timezone }: DashboardReport): BodyPart[] {
  if (changes.length === 0) return [];
  const lines = changes.map(({ repositoryId, repository, number, login, line, url, at, change }) => {
    const told = `${inCode(line)}, ${named(login)} ${change}`;
    const what = veil([repositoryId], told, 'somebody changed something');
    const where = issueLink({ repositoryId, repository, number, htmlUrl: url });
    return `- ${localTime(at, timezone)}: ${what}, ${where}`;
  });
  const head = '<details>\n<summary>Changed by commands, newest first</summary>';
  return [
    {
      kind: 'optional',
      text: [head, '', ...lines, '', '</details>'].join('\n'),
      name: 'what commands changed',
    },
  ];
}

function told(issue: DashboardIssue, timezone: string): string {
  return `${issueLink(issue)}, debt since ${localDate(issue.since, timezone)}`;
}

function footer({ previous }: DashboardReport): string[] {
  return previous === undefined ? [] : [`The quarter before: #${previous}.`];
}

/** What is left of a dashboard whose place another one took; elsewhere, that one may be for fewer eyes. */
export function retiredBody(
  old: { readonly marker: string; readonly repositoryId: number },
  successor: {
    readonly number: number;
    readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  },
): string {
  const { id, owner, name } = successor.repository;
  const there = veil([id], `${owner}/${name}#${successor.number}`, 'another repository');
  const where = id === old.repositoryId ? `#${successor.number}` : there;
  return `${old.marker}\nThis dashboard continues in ${where}.`;
}
