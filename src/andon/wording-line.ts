/** Every sentence of the check that stops the line. */
import type { CheckReport } from '../github/index.ts';
import { defuse, fitBody, inCode, issueLink, joinList, marker, named } from '../text.ts';
import { veil } from '../veil.ts';
import type { Excuse, Line, StoppingAlarm } from './line.ts';
import { ANDON } from './wording.ts';

/** Admins require it by this name. */
const NAME = 'paydown/andon';

/** The longest summary that GitHub takes, in characters ("Create a check run"). */
const SUMMARY_LIMIT = 65_535;

/** What the check says on a commit that is to be merged. Its title is for everybody's eyes, so it names nothing. */
export function lineReport(
  sha: string,
  line: Line,
  excuse: Excuse,
  debtLabels: readonly string[],
): CheckReport {
  const { conclusion, title, text } = said(line, excuse, debtLabels);
  const summary = fitBody(
    [{ kind: 'required', text: [marker('andon', `line/${sha}`), ...text].join('\n') }],
    SUMMARY_LIMIT,
  );
  return { sha, name: NAME, conclusion, title, summary, annotations: [] };
}

type Said = Pick<CheckReport, 'conclusion' | 'title'> & { readonly text: readonly string[] };

function said(line: Line, excuse: Excuse, debtLabels: readonly string[]): Said {
  switch (line.kind) {
    case 'off':
      return {
        conclusion: 'neutral',
        title: 'No alarm stops anything here any more',
        text: ['The config file does not stop the line any more, so this check says nothing from now on.'],
      };
    case 'goes on':
      return {
        conclusion: 'success',
        title: 'No alarm is open',
        text: [
          'While an alarm is open, this check fails on everything but debt work and the fix of the alarm.',
        ],
      };
    case 'stopped':
      return excuse === 'nothing' ? stopped(line.alarms, debtLabels) : excused(line.alarms, excuse);
  }
}

function stopped(alarms: readonly StoppingAlarm[], debtLabels: readonly string[]): Said {
  return {
    conclusion: 'failure',
    title: 'The line is stopped: an alarm is open',
    text: [
      ...told(alarms),
      '',
      'Nothing is wrong with this change: somebody pulled the andon cord, and until the alarm is resolved or withdrawn, its fix goes first. This check then turns green by itself.',
      '',
      `Merged all the same is what carries ${labelsOf([...debtLabels, ANDON])}, and what closes the alarm's issue by a keyword such as \`fixes #N\` in its description.`,
    ],
  };
}

function excused(alarms: readonly StoppingAlarm[], excuse: Exclude<Excuse, 'nothing'>): Said {
  const why = excuse === 'debt' ? 'this is debt work' : 'this fixes it';
  return { conclusion: 'success', title: `An alarm is open, and ${why}`, text: told(alarms) };
}

/** Of an alarm in a repository for fewer eyes, no more is told than that there is one. */
function told(alarms: readonly StoppingAlarm[]): string[] {
  return alarms.map((alarm) => `- ${alarmLine(alarm)}`);
}

/** One open alarm in a line, behind a veil: where, by whom, and why. */
export function alarmLine(alarm: StoppingAlarm): string {
  const { repositoryId, repository, number, htmlUrl, title, puller, reason } = alarm;
  const link = issueLink({ repositoryId, repository, number: number ?? alarm.pull ?? 0, htmlUrl, title });
  const why = reason === null || number === null || alarm.pull !== null ? '' : `, “${defuse(reason, 120)}”`;
  return `${link}${veil([repositoryId], `, pulled by ${named(puller)}${why}`, '')}`;
}

function labelsOf(labels: readonly string[]): string {
  const all = labels.map((label) => inCode(label));
  const last = all.at(-1) ?? '';
  return all.length === 1 ? `the label ${last}` : `one of the labels ${joinList(all)}`;
}
