/** Tells the story in the terminal: who did what, when, and what Paydown said to it. */
import { styleText } from 'node:util';
import type { Io } from '../../cli/output.ts';
import { DAY, localTime } from '../../time.ts';
import { rendered } from './rendered.ts';
import { wrap } from './wrap.ts';

export type Teller = {
  heading(text: string): void;
  /** Opens an entry; at the first of a week, the week. */
  at(now: Date): void;
  /** What people do, and what surrounds it. */
  says(text: string): void;
  /** What Paydown did; only what was read back from the simulated GitHub may be told by this. */
  paydown(text: string): void;
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

/** The style is left away where stdout is no terminal, or NO_COLOR is set (`util.styleText`). */
const dim = (text: string) => styleText('dim', text);
const bold = (text: string) => styleText('bold', text);
const green = (text: string) => styleText('green', text);

export function createTeller(io: Io, terminal: Terminal, weeks: Weeks): Teller {
  const width = Math.min(Math.max(terminal.columns, 60), 100);
  let week = 0;

  const progress = (text: string) => {
    if (terminal.status === 'live') io.stderr(`\r\x1b[K${text}`);
  };
  const print = (lines: readonly string[]) => {
    progress('');
    io.stdout(`${lines.join('\n')}\n`);
    if (week > 0 && week <= weeks.count) progress(`week ${week} of ${weeks.count} `);
  };
  const heading = (text: string) => print(['', bold(`${text} ${'─'.repeat(width - text.length - 1)}`)]);
  const beginWeek = (now: Date) => {
    const current = Math.floor((now.getTime() - weeks.start.getTime()) / (7 * DAY)) + 1;
    if (current === week) return;
    week = current;
    heading(week > weeks.count ? `After ${weeks.count} weeks` : `Week ${week} of ${weeks.count}`);
  };

  return {
    heading,
    at(now) {
      beginWeek(now);
      print(['', bold(localTime(now, weeks.timezone).replace(/ \(.*\)$/, ''))]);
    },
    says: (text) => print(wrap(text, width - 2).map((line) => `  ${line}`)),
    paydown: (text) => print(wrap(`→ ${text}`, width - 2).map((line) => `  ${green(line)}`)),
    quote(body, details = 'folded') {
      const lines = rendered(body, details).flatMap((line) => wrap(line, width - 6));
      print(lines.map((line) => `    ${dim('│')} ${line}`.trimEnd()));
    },
    verbatim: (text) =>
      print(
        text
          .trimEnd()
          .split('\n')
          .map((line) => `      ${dim(line)}`),
      ),
    progress,
  };
}
