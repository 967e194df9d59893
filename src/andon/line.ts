/** What an open alarm stops, by pure rules. */
import type { OpenPull, Place, QueuedGroup } from '../github/index.ts';
import { isOn } from '../permissions.ts';
import type { Repository, Scope } from '../scope/index.ts';
import type { Alarm } from './alarm.ts';

/** An open alarm, and its repository as `owner/name`. */
export type StoppingAlarm = Alarm & { readonly repository: string };

/** What the check says in a repository: nothing, or whether anything may be merged. */
export type Line =
  | { readonly kind: 'off' }
  | { readonly kind: 'goes on' }
  | { readonly kind: 'stopped'; readonly alarms: readonly [StoppingAlarm, ...StoppingAlarm[]] };

/** Whether an open alarm of a scope stops anything. */
export function stopsTheLine({ config, access }: Scope): boolean {
  const may = isOn('check of the andon', access?.permissions ?? null);
  return may && config.mode === 'act' && config.andon?.stop_the_line === true;
}

/**
 * The line in a repository. An alarm stops the repository in which it was pulled; one in the home of an organisation's
 * scope is about all of it, and stops every repository there.
 */
export function lineIn(
  { id, archived }: Pick<Repository, 'id' | 'archived'>,
  scope: Scope | undefined,
  open: readonly StoppingAlarm[],
): Line {
  if (!scope || archived || !stopsTheLine(scope)) return { kind: 'off' };
  const [first, ...more] = open.filter(
    ({ repositoryId }) => repositoryId === id || repositoryId === scope.home.id,
  );
  return first ? { kind: 'stopped', alarms: [first, ...more] } : { kind: 'goes on' };
}

/**
 * Tells lines apart: what was said of one need not be said again. Another default branch has other pull requests, and
 * other debt labels excuse other ones. Nothing where nothing is said.
 */
export function lineKey(
  line: Line,
  { defaultBranch }: Pick<Repository, 'defaultBranch'>,
  debtLabels: Iterable<string>,
): string | undefined {
  switch (line.kind) {
    case 'off':
      return undefined;
    case 'goes on':
      return `goes on ${defaultBranch}`;
    case 'stopped':
      return [
        ...['stopped', defaultBranch, ...line.alarms.map(({ key, number }) => `${key}#${number}`)],
        ...['but', ...[...debtLabels].map((label) => label.toLowerCase()).toSorted()],
      ].join(' ');
  }
}

/** Whether what was said, as `lineKey` tells it, is that nothing may be merged. */
export function saysStopped(said: string | undefined): boolean {
  return said?.startsWith('stopped ') ?? false;
}

/** Why something may be merged while the line is stopped; `nothing` where it may not. */
export type Excuse = 'debt' | 'fix' | 'nothing';

/** What excuses a pull request: it is debt work, or it fixes an alarm, by a label or by a closing keyword in its body. */
export function excuseOf(
  pull: Pick<OpenPull, 'labels' | 'body'>,
  place: Place,
  alarms: readonly StoppingAlarm[],
  labels: { readonly debt: readonly string[]; readonly andon: string },
): Excuse {
  const has = (label: string) => pull.labels.some((one) => one.toLowerCase() === label.toLowerCase());
  if (has(labels.andon)) return 'fix';
  const closes = closedBy(pull.body, `${place.owner}/${place.name}`);
  if (alarms.some((alarm) => closes.has(`${alarm.repository}#${alarm.number}`.toLowerCase()))) return 'fix';
  return labels.debt.some(has) ? 'debt' : 'nothing';
}

/** What goes as one commit is excused only where all of it is. */
export function excuseOfAll(excuses: readonly Excuse[]): Excuse {
  const [first] = excuses;
  return first === undefined || excuses.includes('nothing') ? 'nothing' : first;
}

/**
 * The pull requests that a merge group brings to its branch: the one that it is named by, those that the groups it stands
 * on are named by, and those whose own head is in it. A group that GitHub squashes or rebases holds no such head.
 *
 * @param commits all commits that it brings
 * @returns their numbers, each once
 */
export function pullsOfGroup(
  group: QueuedGroup,
  commits: ReadonlySet<string>,
  waiting: readonly QueuedGroup[],
  open: readonly Pick<OpenPull, 'number' | 'sha'>[],
): number[] {
  const below = waiting.filter(({ sha }) => commits.has(sha)).map(({ pull }) => pull);
  const within = open.filter(({ sha }) => commits.has(sha)).map(({ number }) => number);
  return [...new Set([group.pull, ...below, ...within])];
}

/** Source of the keywords: GitHub Docs, "Linking a pull request to an issue". */
const CLOSING =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:https?:\/\/[^\s/]+\/)?([\w.-]+\/[\w.-]+)?(?:#|\/issues\/)(\d+)\b/gi;

/** GitHub reads no keyword in a comment or in code; what is never closed goes on to the end. */
const UNREAD = /<!--[\s\S]*?(?:-->|$)|```[\s\S]*?(?:```|$)|`[^`\n]*`/g;

/** The issues that a body closes once it is merged, as `owner/name#number` in lower case. */
function closedBy(body: string, own: string): Set<string> {
  const found = [...body.replaceAll(UNREAD, ' ').matchAll(CLOSING)];
  return new Set(found.map(([, repository = own, number]) => `${repository}#${number}`.toLowerCase()));
}
