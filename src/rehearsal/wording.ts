/** Every sentence of the check on a config file. */
import type { Problem } from '../config/index.ts';
import type { CheckReport } from '../github/index.ts';
import { CONFIG_PATH } from '../scope/index.ts';
import { type BodyPart, fitBody, marker, plural } from '../text.ts';
import type { Rehearsal, Standing, Unrehearsed } from './rehearse.ts';
import { rehearsalParts } from './wording-rehearsal.ts';

/** Whoever has more to mend begins with these; GitHub takes no more annotations at once either. */
const SHOWN = 50;

/** The longest summary that GitHub takes, in characters ("Create a check run"). */
const SUMMARY_LIMIT = 65_535;

/** What a commit's config file is worth, said on its lines and, for who does not see those, in a list; and what comes of it. */
export function checkReport(
  sha: string,
  problems: readonly Problem[],
  rehearsal?: Rehearsal | Unrehearsed,
): CheckReport {
  const shown = problems.slice(0, SHOWN);
  return {
    sha,
    name: 'paydown/config',
    conclusion: errorsOf(problems) > 0 ? 'failure' : 'success',
    title: title(problems),
    summary: fitBody(
      [
        { kind: 'required', text: [marker('config', sha), consequence(problems)].join('\n') },
        ...(shown.length > 0 ? [problemList(shown, problems.length - shown.length)] : []),
        ...(rehearsal ? rehearsalParts(rehearsal) : []),
      ],
      SUMMARY_LIMIT,
    ),
    annotations: shown.map((problem) => ({
      path: CONFIG_PATH,
      line: problem.line,
      column: problem.column,
      level: problem.severity === 'error' ? 'failure' : 'warning',
      message: problem.message,
    })),
  };
}

/** What becomes of a scope whose file is gone. */
export function removalReport(sha: string, standing: Standing): CheckReport {
  const when = standing === 'proposed' ? 'Once this is merged' : 'From now on';
  const gone =
    `${when}, Paydown does nothing more by this file: nobody is given debt or put on duty, no handoff or report is told, ` +
    'and what is assigned stays assigned. If the organisation has a file for all its repositories, that one governs here. ' +
    'The count is kept, should the file come back.';
  return {
    sha,
    name: 'paydown/config',
    conclusion: 'neutral',
    title: `${CONFIG_PATH} is removed`,
    summary: [marker('config', sha), gone].join('\n'),
    annotations: [],
  };
}

function problemList(shown: readonly Problem[], rest: number): BodyPart {
  return { kind: 'required', text: [...shown.map(line), ...more(rest)].join('\n') };
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
