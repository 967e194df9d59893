/** An analysis for people: the verdict in a sentence, the numbers behind it, and the weeks. */
import type { Analysis, Days } from '../heartbeat/analysis.ts';
import { signed } from '../heartbeat/chart.ts';
import { FEWEST_WEEKS, type Trend, WINDOW } from '../heartbeat/trend.ts';
import type { WeeklyRow } from '../heartbeat/weeks.ts';
import { count, plural } from '../text.ts';

/** How many weeks a terminal shows. */
const SHOWN = 26;

export function asText(analysis: Analysis): string {
  const { weeks, open, ageDays, daysToPay } = analysis;
  const lines = [
    verdictLine(analysis),
    ...rawChange(weeks),
    `Open now: ${count(open)}${daysPhrase(ageDays, 'old')}.`,
    ...paidLine(weeks.length, daysToPay),
  ];
  return `${lines.join('\n')}\n${weeks.length === 0 ? '' : `\n${weeksTable(weeks)}`}`;
}

function verdictLine({ trend, weeks, spells }: Analysis): string {
  if (spells.length === 0) return 'No debt: none of these issues was open with the label before the end.';
  return [
    sentence(trend, weeks.length),
    ...(trend.accelerating ? ['More comes in from week to week.'] : []),
  ].join(' ');
}

function sentence({ verdict, slopePerWeek, since, forecast }: Trend, weeks: number): string {
  const pace = Math.abs(slopePerWeek ?? 0).toFixed(1);
  const day = (what: string) => (forecast === null ? '' : ` At this pace it is ${what} by ${forecast}.`);
  switch (verdict) {
    case 'creeping':
      return `Debt is creeping: about ${pace} issues more a week, since ${since}.${day('doubled')}`;
    case 'shrinking':
      return `Debt is shrinking: about ${pace} issues fewer a week, since ${since}.${day('cleared')}`;
    case 'holding':
      return 'No clear trend: debt neither creeps nor shrinks by more than chance.';
    case 'insufficient-data':
      return `Too early to say: ${plural(weeks, 'complete week')}, and ${FEWEST_WEEKS} are needed.`;
  }
}

/** What happened, whatever the verdict. */
function rawChange(weeks: readonly WeeklyRow[]): string[] {
  const lately = weeks.slice(-WINDOW);
  const last = lately.at(-1);
  if (!last) return [];
  const net = lately.reduce((sum, week) => sum + week.net, 0);
  return [
    `${count(last.open)} open at the end of ${last.week}: ${signed(net)} in ${plural(lately.length, 'week')}.`,
  ];
}

function daysPhrase({ p50, p90 }: Days, adjective: string): string {
  if (p50 === null || p90 === null) return '';
  return `; half of them more than ${days(p50)} ${adjective}, one in ten more than ${days(p90)}`;
}

function paidLine(weeks: number, { p50, p90 }: Days): string[] {
  if (weeks === 0) return [];
  const newest = `Paid in the newest ${plural(Math.min(weeks, WINDOW), 'week')}`;
  if (p50 === null || p90 === null) return [`${newest}: none.`];
  return [`${newest}: half within ${days(p50)}, nine in ten within ${days(p90)}.`];
}

function days(value: number): string {
  const rounded = value < 10 ? Number(value.toFixed(1)) : Math.round(value);
  return plural(rounded, 'day');
}

const HEADINGS = ['week', 'open', 'in', 'paid', 'declined', 'relabelled', 'removed', 'net'];

function weeksTable(weeks: readonly WeeklyRow[]): string {
  const shown = weeks
    .slice(-SHOWN)
    .map((week) => [
      week.week,
      ...[week.open, week.inflow, week.paid, week.declined, week.relabelled, week.removed].map(count),
      signed(week.net),
    ]);
  const widths = HEADINGS.map((heading, column) =>
    shown.reduce((widest, cells) => Math.max(widest, cells[column]?.length ?? 0), heading.length),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const earlier = weeks.length - shown.length;
  const note = earlier > 0 ? `\n${plural(earlier, 'earlier week')}: see --csv or --json.\n` : '';
  return `${[HEADINGS, ...shown].map(line).join('\n')}\n${note}`;
}
