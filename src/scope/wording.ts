/** Every sentence of the check on a config file. */
import type { Problem } from '../config/index.ts';
import type { CheckReport } from '../github/index.ts';
import { fitBody, marker, plural } from '../text.ts';
import { CONFIG_PATH } from './load.ts';

/** Whoever has more to mend begins with these; GitHub takes no more annotations at once either. */
const SHOWN = 50;

/** What a commit's config file is worth, said on its lines and, for who does not see those, in a list. */
export function checkReport(sha: string, problems: readonly Problem[]): CheckReport {
  const shown = problems.slice(0, SHOWN);
  return {
    sha,
    name: 'paydown/config',
    conclusion: errorsOf(problems) > 0 ? 'failure' : 'success',
    title: title(problems),
    summary: fitBody([
      { kind: 'required', text: [marker('config', sha), consequence(problems)].join('\n') },
      { kind: 'required', text: [...shown.map(line), ...more(problems.length - shown.length)].join('\n') },
    ]).trimEnd(),
    annotations: shown.map((problem) => ({
      path: CONFIG_PATH,
      line: problem.line,
      column: problem.column,
      level: problem.severity === 'error' ? 'failure' : 'warning',
      message: problem.message,
    })),
  };
}

function errorsOf(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

function title(problems: readonly Problem[]): string {
  const errors = errorsOf(problems);
  if (errors > 0) return `${CONFIG_PATH} cannot be used: ${plural(errors, 'error')}`;
  const warnings = problems.length > 0 ? `, with ${plural(problems.length, 'warning')}` : '';
  return `${CONFIG_PATH} is good${warnings}`;
}

function consequence(problems: readonly Problem[]): string {
  return errorsOf(problems) > 0
    ? 'The last good version stays in force until this is mended.'
    : 'On the default branch this version is in force.';
}

function line({ line, severity, message }: Problem): string {
  return `- line ${line}: ${severity}: ${message}`;
}

function more(count: number): string[] {
  return count > 0 ? [`- and ${plural(count, 'more problem')}`] : [];
}
