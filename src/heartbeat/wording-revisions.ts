/** How it is told that a closed week was not as it was reported. */
import type { Correction } from '../debt/index.ts';
import { type BodyPart, count, inCode, issueLink, joinList, plural } from '../text.ts';
import { localDate } from '../time.ts';
import { veil } from '../veil.ts';
import { signed } from './chart.ts';
import type { Cause, Revision } from './revisions.ts';

/** `names` of the repositories that are told of, as `owner/name`. */
export type Revisions = {
  readonly revisions: readonly Revision[];
  readonly names: ReadonlyMap<number, string>;
  readonly timezone: string;
};

const WEEKS = 13;
const CAUSES = 5;

export function revisionParts(told: Revisions | undefined): BodyPart[] {
  if (!told || told.revisions.length === 0) return [];
  const shown = told.revisions.slice(0, WEEKS).map((revision) => `- ${line(revision, told)}`);
  const left = told.revisions.length - shown.length;
  const more = left > 0 ? [`- and ${plural(left, 'earlier week')}`] : [];
  const text = ['Revised since it was reported:', '', ...shown, ...more].join('\n');
  return [{ kind: 'optional', text, name: 'what was revised' }];
}

function line({ week, changes, causes }: Revision, told: Revisions): string {
  const what = changes.map(({ name, from, to }) => {
    const number = name === 'net' ? signed : count;
    return `${name} ${number(from)} → ${number(to)}`;
  });
  const head = what.length === 0 ? 'the same in all, but not by repository' : what.join(', ');
  return `${week}: ${head}${why(causes, told)}.`;
}

function why(causes: readonly Cause[], told: Revisions): string {
  if (causes.length === 0) return '; the cause is not on record';
  const said = causes.slice(0, CAUSES).map((cause) => causeWords(cause, told));
  const left = causes.length - said.length;
  return `, for ${joinList(left > 0 ? [...said, plural(left, 'other cause')] : said)}`;
}

function causeWords(cause: Cause, { names, timezone }: Revisions): string {
  switch (cause.kind) {
    case 'timezone':
      return `weeks are now those of ${inCode(cause.to)}, not of ${inCode(cause.from)}`;
    case 'came':
      return `${repositoryWords(cause.repositoryId, names)} had nothing on record then`;
    case 'went':
      return `${repositoryWords(cause.repositoryId, names)} is not counted any more`;
    case 'issue':
      return `${issueLink(cause.correction.issue)} ${becameWords(cause.correction, timezone)}`;
  }
}

const HIDDEN_REPOSITORY = 'a repository that not everybody here can see';

function repositoryWords(id: number, names: ReadonlyMap<number, string>): string {
  const name = names.get(id);
  return name === undefined ? 'a repository' : veil([id], inCode(name), HIDDEN_REPOSITORY);
}

type Stretch = Correction['before'][number];

/** What is known of an issue that was not known then: how it ended, where only that is new. */
function becameWords({ before, after }: Correction, timezone: string): string {
  const [was, is] = [before.at(-1), after.at(-1)];
  const day = (at: Date) => localDate(at, timezone);
  if (!is) return 'does not count there';
  if (!was) return `was debt from ${day(is.start)} on${is.end ? `, and ${endWords(is, is.end, day)}` : ''}`;
  if (is.end && (before.length === after.length || was.end === null)) return endWords(is, is.end, day);
  if (!is.end && was.end) return 'was open still';
  return 'was debt at other times than was known';
}

function endWords({ outcome }: Stretch, end: Date, day: (at: Date) => string): string {
  switch (outcome) {
    case 'paid':
      return `was paid on ${day(end)}`;
    case 'declined':
      return `was declined on ${day(end)}`;
    case 'removed':
      return `was deleted or moved away on ${day(end)}`;
    default:
      return `lost its debt label on ${day(end)}`;
  }
}
