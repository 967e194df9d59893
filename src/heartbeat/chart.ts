/** The weeks of the ledger as a picture and as a table. */
import { count } from '../text.ts';
import type { WeeklyRow } from './weeks.ts';

/**
 * A Mermaid chart of open debt by week, or null where there are too few weeks for a line. Weeks are told by
 * their ISO number. Only the open count is drawn: Mermaid draws a bar of a negative net upwards from the bottom
 * of the chart. The syntax is common to Mermaid 10 and 11 (Mermaid documentation, "XY Chart").
 */
export function openDebtChart(rows: readonly WeeklyRow[]): string | null {
  if (rows.length < 2) return null;
  const highest = rows.reduce((most, row) => Math.max(most, row.open), 1);
  return [
    '```mermaid',
    'xychart-beta',
    '  title "Open debt issues"',
    `  x-axis "ISO week" [${rows.map((row) => `"${row.week.slice(-2)}"`).join(', ')}]`,
    `  y-axis "issues" 0 --> ${highest}`,
    `  line [${rows.map((row) => row.open).join(', ')}]`,
    '```',
  ].join('\n');
}

const HEADINGS = ['Week', 'Open', 'In', 'Paid', 'Declined', 'Otherwise', 'Net'];

/** A Markdown table of the weeks, newest first, its columns aligned for those who read it as plain text. */
export function weeksTable(rows: readonly WeeklyRow[]): string {
  return columns(HEADINGS, rows.toReversed().map(cellsOf));
}

/** A Markdown table whose first column is text and the others numbers, aligned for those who read it as plain text. */
export function columns(headings: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    lines.reduce((widest, cells) => Math.max(widest, cells[column]?.length ?? 0), heading.length),
  );
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [headings, rule, ...lines].map((cells) => tableLine(cells, widths)).join('\n');
}

/** A number with its sign, `+3`, `−2` or `0`. */
export function signed(n: number): string {
  return n > 0 ? `+${count(n)}` : count(n);
}

function cellsOf(row: WeeklyRow): string[] {
  const numbers = [row.open, row.inflow, row.paid, row.declined, row.relabelled + row.removed];
  return [row.week, ...numbers.map(count), signed(row.net)];
}

function tableLine(cells: readonly string[], widths: readonly number[]): string {
  const padded = widths.map((width, column) => {
    const cell = cells[column] ?? '';
    return column === 0 ? cell.padEnd(width) : cell.padStart(width);
  });
  return `| ${padded.join(' | ')} |`;
}
