/** What a debt issue costs, in words: to fix, to leave, and how long until the one makes up for the other. */
import type { IssueForm } from '../issue-form.ts';
import { count, joinList, plural } from '../text.ts';
import { addMs, DAY } from '../time.ts';
import { type Cost, paybackWeeks, type Ranked, WEEKS_IN } from './rank.ts';

const HOURS = 8;
const DAYS = 5;

/** For a list of issues: `pays back in 2 weeks: 2 days to fix, 1 day a week to leave`; nothing where nothing is known. */
export function briefCost(cost: Cost): string | undefined {
  const weeks = paybackWeeks(cost);
  const parts = costParts(cost);
  if (parts.length === 0) return undefined;
  return weeks === undefined ? parts.join(', ') : `${payback(weeks)}: ${parts.join(', ')}`;
}

/** For a sentence: `pays back in 2 weeks (2 days to fix, 1 day a week to leave)`. */
export function fullCost(cost: Cost): string {
  const weeks = paybackWeeks(cost);
  const parts = costParts(cost);
  if (weeks !== undefined) return `${payback(weeks)} (${parts.join(', ')})`;
  const missing = cost.effort === null ? 'what it takes to fix' : 'what it costs to leave';
  return parts.length === 0 ? 'its cost is not known' : `${parts.join(', ')}, and ${missing} is not known`;
}

function costParts({ effort, interest }: Cost): string[] {
  return [
    ...(effort === null ? [] : [`${work(effort)} to fix`]),
    ...(interest === null
      ? []
      : [interest === 0 ? 'nothing to leave' : `${workAWeek(interest)} a week to leave`]),
  ];
}

/** A span of work in working days, in the unit that people would choose. */
function work(days: number): string {
  const weeks = days / DAYS;
  if (weeks >= 2 && Number.isInteger(weeks)) return plural(weeks, 'week');
  return workAWeek(days);
}

function workAWeek(days: number): string {
  if (days >= 1) return plural(rounded(days), 'day');
  const hours = days * HOURS;
  if (hours === HOURS / 2) return 'half a day';
  return hours >= 1 ? plural(rounded(hours), 'hour') : plural(Math.max(1, Math.round(hours * 60)), 'minute');
}

function rounded(amount: number): number {
  return Math.round(amount * 10) / 10;
}

/** In calendar weeks, months of a twelfth of a year, and years. */
function payback(weeks: number): string {
  if (weeks === Number.POSITIVE_INFINITY) return 'never pays back';
  if (weeks <= 1) return 'pays back within a week';
  if (weeks < WEEKS_IN.quarter) return `pays back in ${plural(Math.round(weeks), 'week')}`;
  const months = Math.round((weeks / WEEKS_IN.year) * 12);
  if (months < 24) return `pays back in ${plural(months, 'month')}`;
  const years = Math.round(weeks / WEEKS_IN.year);
  return years > 10 ? 'pays back in more than 10 years' : `pays back in ${plural(years, 'year')}`;
}

/** `4 votes`, `−1 vote`, `no votes, 2 people spoke`. */
export function votesWords({ votes, voices }: Pick<Ranked, 'votes' | 'voices'>): string {
  const told = votes === 0 ? 'no votes' : plural(votes, 'vote');
  if (voices === 0) return told;
  return `${told}, ${voices === 1 ? '1 person' : `${count(voices)} people`} spoke`;
}

/** How long it has been open as debt. */
export function ageWords(since: Date, now: Date): string {
  const days = Math.floor((now.getTime() - since.getTime()) / DAY);
  if (addMs(since, DAY) > now) return 'open for less than a day';
  if (days < 14) return `open for ${plural(days, 'day')}`;
  if (days < 60) return `open for ${plural(Math.floor(days / 7), 'week')}`;
  const months = Math.floor((days / 365.25) * 12);
  return months < 24
    ? `open for ${plural(months, 'month')}`
    : `open for ${plural(Math.floor(months / 12), 'year')}`;
}

/** `1st`, `22nd`, `113th`. */
export function ordinal(place: number): string {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' } as const;
  return `${count(place)}${suffix[new Intl.PluralRules('en', { type: 'ordinal' }).select(place)]}`;
}

/** What of the form says nothing to Paydown, and how to mend it; nothing where all is well. */
export function unreadWords({ unread }: Pick<IssueForm, 'unread'>): string[] {
  if (unread.length === 0) return [];
  const names = { effort: '"Effort to fix"', interest: '"Cost of leaving it, per week"' } as const;
  const what = joinList(unread.map((field) => names[field]));
  return [
    `What this issue says under ${what} was not understood, so it counts as unknown. Edit the issue, and write a number of hours, days or weeks, such as \`3 days\` or \`2 hours\`.`,
  ];
}
