/** Every sentence of the comment that says what became of a checklist. It names people, and mentions nobody. */
import { defuse, fitBody, inCode, issueLink, marker, named, plural } from '../text.ts';
import { addMs, endOfDay, localDate } from '../time.ts';
import type { Action } from './actions.ts';
import { MOST_ISSUES, type Outcome, type Told } from './debt-issues.ts';
import { MOST_ITEMS } from './items.ts';

/** The same on every retro: the comment goes along with an issue that is moved. */
export const ACTIONS_MARKER = marker('retro', 'actions');

const SHOWN = 200;

export type ActionsReport = {
  readonly told: readonly Told[];
  readonly more: number;
  readonly timezone: string;
  /** The page of the retro: other issues are on the same host. */
  readonly htmlUrl: string;
};

export function actionsBody(report: ActionsReport): string {
  const { told, more } = report;
  const lines = told.map((one) => `- ${lineOf(one, report)}`);
  const rest =
    more > 0 ? [`${plural(more, 'more line')} of the list: only the first ${MOST_ITEMS} are read.`] : [];
  return fitBody([
    { kind: 'required', text: `${ACTIONS_MARKER}\n${lines.length > 0 ? HEAD : NONE}` },
    ...(lines.length > 0 ? [{ kind: 'required' as const, text: lines.join('\n') }] : []),
    ...rest.map((text) => ({ kind: 'required' as const, text })),
  ]);
}

const HEAD =
  'The actions above, as Paydown reads them. Tick what is done; the next retro begins with what was done, and by its day.';
const NONE = 'There are no actions on the list above any more.';

function lineOf({ action, outcome }: Told, report: ActionsReport): string {
  const words = [...(action.doneAt ? ['**done**'] : []), ...stateOf(action, outcome, report)];
  return `${words.join(', ')}: ${defuse(textOf(action), SHOWN)}`;
}

/** Without the word that asks for an issue, which the line begins with in any case. */
function textOf({ said, wants }: Action): string {
  return wants.kind === 'debt' ? wants.title : said;
}

function stateOf({ wants, doneAt }: Action, outcome: Outcome, report: ActionsReport): string[] {
  if (wants.kind === 'debt') return ['debt', ...issueOf(wants.repository, outcome, report)];
  const { owner, due } = wants;
  const who = owner === null ? (doneAt ? [] : [NOBODY]) : [named(owner)];
  return [...who, ...(due === null ? [] : [`by ${dayOf(due, report.timezone)}`])];
}

const NOBODY = "nobody's yet (name an owner with `@login`)";

function issueOf(named: string | null, outcome: Outcome, { htmlUrl }: ActionsReport): string[] {
  switch (outcome.kind) {
    case 'opened': {
      const repository = `${outcome.repository.owner}/${outcome.repository.name}`;
      const page = URL.parse(`/${repository}/issues/${outcome.at.number}`, htmlUrl);
      return [issueLink({ ...outcome.at, repository, htmlUrl: page?.href ?? '' })];
    }
    case 'asked':
      return ['an issue is being opened'];
    case 'not opened':
      return [`no issue (${WHY[outcome.why]}${outcome.why === 'elsewhere' ? elsewhere(named) : ''})`];
    case 'action':
      return [];
  }
}

const WHY = {
  done: 'it was ticked already',
  elsewhere: 'there is no repository of this config file, as visible as this one, that is called ',
  archived: 'that repository is archived',
  'too many': `a retro opens ${MOST_ISSUES} at most`,
  closed: 'this retro was closed before',
} as const;

function elsewhere(repository: string | null): string {
  return `${inCode(repository ?? 'this')}; open it there by hand`;
}

/** The last local day by which something is to be done. */
function dayOf(day: string, timezone: string): string {
  return localDate(addMs(endOfDay(day, timezone), -1), timezone);
}
