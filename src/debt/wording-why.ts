/** What `/debt why` answers. It names people, and mentions nobody. */
import type { IssueForm } from '../issue-form.ts';
import { count, defuse, joinList, named, plural } from '../text.ts';
import { localTime } from '../time.ts';
import { veil } from '../veil.ts';
import type { Ownership, Standing } from './ownership.ts';
import type { Ranked } from './rank.ts';
import { whoWasPassedOver } from './wording.ts';
import { ageWords, fullCost, ordinal, unreadWords, votesWords } from './wording-cost.ts';

/** Why an issue that nobody owns waits. */
export type Wait =
  | { readonly kind: 'no rotation' }
  | { readonly kind: 'nobody on duty'; readonly rotation: string }
  /** `before`: how many of those that wait for the same people go first. */
  | { readonly kind: 'no room'; readonly rotation: string; readonly cap: number; readonly before: number }
  | {
      readonly kind: 'no room in it';
      readonly iteration: string;
      readonly cap: number;
      readonly before: number;
    };

export type Why = {
  /** From 1, among all open debt of the scope. */
  readonly place: number;
  readonly total: number;
  /** Whoever may read one of these repositories may know how much debt there is in all. */
  readonly rankReaders: readonly number[];
  readonly debt: Ranked & { readonly form: IssueForm; readonly ownership: Ownership };
  readonly areas: readonly string[];
  readonly now: Date;
  readonly timezone: string;
  readonly standing: Standing;
  /** What was decided about it and stands, a paragraph each. */
  readonly decisions: readonly string[];
  readonly wait: Wait;
};

export function whyWords(why: Why): string {
  const { form } = why.debt;
  return [
    rankLine(why),
    ownerLine(why),
    ...why.decisions,
    ...aboutLines(why),
    ...unreadWords(form),
    ...howToCost(form),
  ].join('\n\n');
}

export function rankLine({ place, total, rankReaders, debt, now }: Why): string {
  const { form, since, priority = 'normal' } = debt;
  const rank = veil(rankReaders, `**${ordinal(place)} of ${count(total)}**`, '**In the rank**');
  const first = priority === 'normal' ? '' : `${priority} priority, `;
  return `${rank}: ${first}${fullCost(form)}, ${votesWords(debt)}, ${ageWords(since, now)}.`;
}

function ownerLine(why: Why): string {
  const { standing, debt, timezone } = why;
  switch (standing.kind) {
    case 'given':
      return `**${defuse(standing.owner, 100)}** owns it: ${debt.ownership.why}`;
    case 'held':
      return `${joinList(standing.by.map(named))} ${standing.by.length === 1 ? 'owns' : 'own'} it, as a person decided.`;
    case 'left-alone':
      return `Nobody owns it: a person unassigned its owner, so it is left alone until ${localTime(standing.until, timezone)}.`;
    case 'parked':
      return 'Nobody owns it: it was decided to leave it for now.';
    case 'waiting':
      return `Nobody owns it yet: ${waitWords(why)}${whoWasPassedOver(debt.ownership)}`;
  }
}

function waitWords({ wait, rankReaders }: Why): string {
  switch (wait.kind) {
    case 'no rotation':
      return 'no rotation in the config file serves it.';
    case 'nobody on duty':
      return `nobody is on duty in ${defuse(wait.rotation, 50)}.`;
    case 'no room':
      return `nobody on duty in ${defuse(wait.rotation, 50)} has room for it ${limitWords(wait, rankReaders)}`;
    case 'no room in it':
      return `nobody in ${defuse(wait.iteration, 50)} has room for it ${limitWords(wait, rankReaders)}`;
  }
}

function limitWords(
  { cap, before }: { readonly cap: number; readonly before: number },
  readers: readonly number[],
): string {
  const verb = before === 1 ? 'goes' : 'go';
  const turn = before === 0 ? 'it is next' : `${plural(before, 'issue')} ${verb} before it`;
  const limit = `at most ${plural(cap, 'open debt issue')} each, and nothing new for whoever is busy`;
  return `(${limit})${veil(readers, `; ${turn}`, '')}.`;
}

function aboutLines({ areas, debt }: Why): string[] {
  const { outcomes } = debt.form;
  return [
    ...(areas.length > 0 ? [`Area: ${joinList(areas.map((area) => defuse(area, 50)))}.`] : []),
    ...(outcomes.length > 0 ? [`It hurts: ${joinList(outcomes.map((one) => defuse(one, 50)))}.`] : []),
  ];
}

/** For whoever finds that it should rank higher. */
function howToCost({ effort, interest, unread }: IssueForm): string[] {
  if (unread.length > 0 || (effort !== null && interest !== null)) return [];
  return [
    'To say what it costs, edit the issue: `### Effort to fix` with `3 days`, say, below it, and `### Cost of leaving it, per week` with `4 hours`.',
  ];
}
