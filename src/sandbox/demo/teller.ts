/** Tells the story in the terminal: when, who did what, and what Paydown did about it. */
import { styleText } from 'node:util';
import type { Io } from '../../cli/output.ts';
import { addMs, DAY, localDate, zoned } from '../../time.ts';
import { rendered } from './rendered.ts';
import { wrap } from './wrap.ts';

export type Teller = {
  heading(text: string): void;
  /** Text outside the story. */
  aside(...sentences: readonly string[]): void;
  /** Opens an entry; at the first of a week, the week. */
  at(now: Date): void;
  /** What people do, and what surrounds it. */
  says(...sentences: readonly string[]): void;
  /** What Paydown did; only what was read back from the simulated GitHub may be told by this. */
  paydown(...sentences: readonly string[]): void;
  /** A body that was posted, as GitHub would show it. */
  quote(body: string, details?: 'folded' | 'unfolded'): void;
  /** Text as it is, such as a config file. */
  verbatim(text: string): void;
  /** Shows on a terminal what is under way. */
  progress(text: string): void;
};

export type Terminal = {
  readonly columns: number;
  /** Whether stderr is a terminal, on which a line can be written and taken back. */
  readonly status: 'live' | 'none';
};

export type Weeks = { readonly start: Date; readonly count: number; readonly timezone: string };

/** As wide as `Mon 16 Feb 10:00  `, which stands before every entry. */
const MARGIN = ' '.repeat(18);

/** Wide enough for a table of the bot beside the margin, narrow enough to read. */
const WIDTHS = { least: 80, most: 100 };

/** `util.styleText` leaves the style away where stdout is no terminal, and where NO_COLOR is set. */
const dim = (text: string) => styleText('dim', text);
const bold = (text: string) => styleText('bold', text);
const green = (text: string) => styleText('green', text);

export function createTeller(io: Io, terminal: Terminal, weeks: Weeks): Teller {
  const width = Math.min(Math.max(terminal.columns, WIDTHS.least), WIDTHS.most);
  let week = 0;
  let date = MARGIN;

  const progress = (text: string) => {
    if (terminal.status === 'live') io.stderr(`\r\x1b[K${text}`);
  };
  const print = (lines: readonly string[]) => {
    progress('');
    io.stdout(`${lines.map((line) => `${line}\n`).join('')}`);
    if (week > 0 && week <= weeks.count) progress(`week ${week} of ${weeks.count} `);
  };
  const inEntry = (lines: readonly string[], style: (line: string) => string) => {
    const [first = '', ...rest] = lines.map(style);
    print([`${bold(date)}${first}`, ...rest.map((line) => `${MARGIN}${line}`)]);
    date = MARGIN;
  };
  const heading = (text: string) => print(['', bold(`${text} ${'─'.repeat(width - text.length - 1)}`)]);

  return {
    heading,
    aside: (...sentences) => print(['', ...wrap(sentences.join(' '), width)]),
    at(now) {
      const current = Math.floor((now.getTime() - weeks.start.getTime()) / (7 * DAY)) + 1;
      if (current !== week) heading(weekName(weeks, current));
      week = current;
      date = dateline(now, weeks.timezone);
    },
    says: (...sentences) => inEntry(wrap(sentences.join(' '), width - MARGIN.length), String),
    paydown: (...sentences) => inEntry(wrap(`→ ${sentences.join(' ')}`, width - MARGIN.length), green),
    quote(body, details = 'folded') {
      const lines = rendered(body, details).flatMap((line) => wrap(line, width - MARGIN.length - 2));
      print(lines.map((line) => `${MARGIN}${dim('│')} ${line}`.trimEnd()));
    },
    verbatim: (text) =>
      print(
        text
          .trimEnd()
          .split('\n')
          .map((line) => `${MARGIN}  ${dim(line)}`),
      ),
    progress,
  };
}

function weekName({ start, count, timezone }: Weeks, week: number): string {
  if (week > count) return `After ${count} weeks`;
  return `Week ${week} of ${count}, from ${localDate(addMs(start, (week - 1) * 7 * DAY), timezone)}`;
}

function dateline(now: Date, timezone: string): string {
  const day = localDate(now, timezone).replace(/ \d{4}$/, '');
  const time = zoned(now, timezone).toPlainTime().toString({ smallestUnit: 'minute' });
  return `${day} ${time}`.padEnd(MARGIN.length);
}
