/** The weeks of the ledger as a picture and as a table. */
import { count } from '../text.ts';
import { unveil } from '../veil.ts';
import type { WeeklyRow } from './weeks.ts';

/** Told apart on white and on black, and by those who see no difference between red and green. */
const COLOURS = { open: '#2f81f7', net: '#d29922' } as const;

/** In pixels; GitHub makes a chart smaller where it has less room. */
const SIZE = { width: 820, height: 300, titleFontSize: 16 } as const;

/** Mermaid's own first colour can hardly be seen on white. */
const LOOK = JSON.stringify({
  xyChart: SIZE,
  themeVariables: {
    xyChart: { backgroundColor: 'transparent', plotColorPalette: `${COLOURS.open}, ${COLOURS.net}` },
  },
});

/**
 * A Mermaid chart of open debt and of the net by week, or null where there are too few weeks for a line. Weeks are
 * told by their ISO number. The net is a line as well: Mermaid draws a bar of a negative number upwards from the bottom
 * of the chart. It is never above the open count. The syntax is common to Mermaid 10, 11 and 12, of which the newest
 * names the lines beside the chart (Mermaid documentation, "XY Chart").
 */
export function weeksChart(rows: readonly WeeklyRow[]): string | null {
  if (rows.length < 2) return null;
  const highest = rows.reduce((most, row) => Math.max(most, row.open), 1);
  const lowest = rows.reduce((least, row) => Math.min(least, row.net), 0);
  return [
    '```mermaid',
    `%%{init: ${LOOK}}%%`,
    'xychart-beta',
    '  title "Open debt issues, and the net of each week below"',
    `  x-axis "ISO week" [${rows.map((row) => `"${row.week.slice(-2)}"`).join(', ')}]`,
    `  y-axis "issues" ${lowest} --> ${highest}`,
    `  line "Open" [${rows.map((row) => row.open).join(', ')}]`,
    `  line "Net" [${rows.map((row) => row.net).join(', ')}]`,
    '```',
  ].join('\n');
}

/** From nothing to the highest. */
const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * Open debt by week in one line of text, for mail and wherever else charts are not drawn; null where there are too few
 * weeks. Heights are in proportion to the highest, rounded up: only zero is as low as zero.
 */
export function weeksLine(rows: readonly WeeklyRow[]): string | null {
  const [first] = rows;
  const last = rows.at(-1);
  if (rows.length < 2 || !first || !last) return null;
  const highest = rows.reduce((most, row) => Math.max(most, row.open), 1);
  const blocks = rows.map(({ open }) => BLOCKS[Math.ceil((open / highest) * (BLOCKS.length - 1))]).join('');
  return `Open at the end of each of ${count(rows.length)} weeks: ${count(first.open)} ${blocks} ${count(last.open)}`;
}

const HEADINGS = ['Week', 'Open', 'In', 'Paid', 'Declined', 'Otherwise', 'Net'];

/** A Markdown table of the weeks, newest first, its columns aligned for those who read it as plain text. */
export function weeksTable(rows: readonly WeeklyRow[]): string {
  return columns(HEADINGS, rows.toReversed().map(cellsOf));
}

/** A Markdown table whose first column is text and the others numbers, aligned for those who read it as plain text. */
export function columns(headings: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    lines.reduce((widest, cells) => Math.max(widest, shown(cells[column]).length), heading.length),
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
    const blank = ' '.repeat(width - shown(cell).length);
    return column === 0 ? `${cell}${blank}` : `${blank}${cell}`;
  });
  return `| ${padded.join(' | ')} |`;
}

/** Of what is behind a veil, what those see who may: they are most. */
function shown(cell: string = ''): string {
  return unveil(cell, () => true);
}
