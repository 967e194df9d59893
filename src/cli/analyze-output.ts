/** An analysis for programs. */
import type { Analysis } from '../heartbeat/analysis.ts';
import type { WeeklyRow } from '../heartbeat/weeks.ts';
import { isoSeconds } from '../time.ts';
import { json } from './output.ts';

/** The JSON document; its keys are a contract. Instants are in UTC, days have decimals, null is unknown. */
export function asJson({ weeks, open, ageDays, daysToPay, trend, spells }: Analysis): string {
  return json({
    weeks: weeks.map((week) => Object.fromEntries(COLUMNS.map((column) => [column, cell(week, column)]))),
    open,
    ageDays,
    daysToPay,
    trend,
    spells: spells.map(({ issue, start, end, outcome }) => ({
      issue,
      start: isoSeconds(start),
      end: end && isoSeconds(end),
      outcome,
    })),
  });
}

/** The weeks as comma-separated values (RFC 4180): lines end with CR and LF, and the first names the columns. */
export function asCsv({ weeks }: Analysis): string {
  const lines = [COLUMNS, ...weeks.map((week) => COLUMNS.map((column) => cell(week, column)))];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

const COLUMNS = [
  'week',
  'start',
  'open',
  'inflow',
  'paid',
  'declined',
  'relabelled',
  'removed',
  'net',
] as const satisfies readonly (keyof WeeklyRow)[];

function cell(week: WeeklyRow, column: (typeof COLUMNS)[number]): string | number {
  return column === 'start' ? isoSeconds(week.start) : week[column];
}
