/** Every sentence of the living comment, the one comment that a debt issue gets. */
import type { IssueForm } from '../issue-form.ts';
import { defuse, inCode, joinList, marker, named } from '../text.ts';
import { localTime } from '../time.ts';
import type { Ownership, Standing } from './ownership.ts';
import { unreadWords } from './wording-cost.ts';

/** What the living comment tells of. */
export type Story =
  | {
      readonly kind: 'standing';
      readonly standing: Standing;
      readonly why: string;
      readonly until: Date | undefined;
    }
  | { readonly kind: 'ended'; readonly how: 'closed' | 'unlabelled' };

export type CommentContext = {
  /** Empty where none serves it. */
  readonly rotation: string;
  /** The running iteration that it is in. */
  readonly iteration?: string | undefined;
  readonly timezone: string;
  /** The debt labels that the issue carries; at least one. */
  readonly labels: readonly string[];
  readonly handoff: 'move' | 'keep';
  /** What was decided about it and stands, a paragraph each. */
  readonly decisions: readonly string[];
} & Pick<IssueForm, 'unread'>;

/** The same on every issue: a comment moves with an issue that is transferred, and is found again there. */
export const COMMENT_MARKER = marker('debt', 'owner');

/**
 * The living comment: who owns it and until when; why them; how to object; how to end it;
 * what was decided about it; what of its cost was not understood. Mentions nobody.
 */
export function livingComment(story: Story, context: CommentContext): string {
  const lines =
    story.kind === 'ended'
      ? [ended(story.how)]
      : [
          ...standing(story, context),
          ...[...context.decisions, ...unreadWords(context)].flatMap((text) => ['', text]),
        ];
  return [COMMENT_MARKER, ...lines].join('\n');
}

/** Why somebody was chosen, for the comment that names them. */
export function whyChosen(rotation: string, passedOver: PassedOver): string {
  return `on duty in ${defuse(rotation, 50)}, with the fewest open debt issues.${whoWasPassedOver(passedOver)}`;
}

/** The same in an iteration, whose people are not on duty. */
export function whyChosenIn(iteration: string, passedOver: PassedOver): string {
  return `in ${defuse(iteration, 50)}, with the fewest open debt issues.${whoWasPassedOver(passedOver)}`;
}

type PassedOver = Pick<Ownership, 'unassignable' | 'releasedBy' | 'lapsedFrom'>;

/** Who was not asked, and why, for a comment that would otherwise leave people wondering. */
export function whoWasPassedOver({ unassignable, releasedBy, lapsedFrom }: PassedOver): string {
  return `${whoWasRefused(unassignable)}${whoReleased(releasedBy)}${whoLapsed(lapsedFrom)}`;
}

function whoWasRefused(refused: readonly string[]): string {
  if (refused.length === 0) return '';
  const names = joinList(refused.map(named));
  return ` GitHub did not accept ${names} as an assignee here: check that they can be assigned in this repository.`;
}

function whoReleased(people: readonly string[]): string {
  return people.length === 0
    ? ''
    : ` Released by ${joinList(people.map(named))}, so it does not go back there.`;
}

function whoLapsed(people: readonly string[]): string {
  if (people.length === 0) return '';
  const verb = people.length === 1 ? 'was' : 'were';
  return ` ${joinList(people.map(named))} ${verb} asked whether to keep it and did not answer within a week, so it does not go back there.`;
}

/** Why an owner has it for longer than their shift. */
export function keptAcross(owner: string): string {
  return `By request, ${named(owner)} keeps it across the next handoff.`;
}

function standing(story: Extract<Story, { kind: 'standing' }>, context: CommentContext): string[] {
  const { standing, why, until } = story;
  const labels = `label${context.labels.length === 1 ? '' : 's'} ${joinList(context.labels.map(inCode))}`;
  const end = `Not debt? Removing the ${labels} ends it.`;
  switch (standing.kind) {
    case 'given':
      return [
        `${named(standing.owner)} owns this debt${until ? ` until ${localTime(until, context.timezone)}` : ''}.`,
        '',
        `Why: ${why}`,
        '',
        `Not right? Assign somebody else or unassign ${named(standing.owner)}: what a person decides stands. ${atHandoff(context)} ${end}`,
      ];
    case 'held':
      return [
        `${joinList(standing.by.map(named))} ${standing.by.length === 1 ? 'owns' : 'own'} this debt, as a person decided. Paydown leaves it alone.`,
        '',
        end,
      ];
    case 'left-alone':
      return [
        `Nobody owns this debt: a person unassigned its owner. Paydown leaves it alone until the next handoff, ${localTime(standing.until, context.timezone)}.`,
        '',
        `Want it sooner? Assign somebody. ${end}`,
      ];
    case 'parked':
      return [`Nobody owns this debt: it was decided to leave it for now. ${end}`];
    case 'waiting':
      return [
        `Nobody owns this debt yet: it waits in the queue, in the order of the rank, ${untilWhen(context)}.${why}`,
        '',
        `Want it sooner? Assign somebody. ${end}`,
      ];
  }
}

function untilWhen({ iteration, rotation }: CommentContext): string {
  if (iteration !== undefined) return `until somebody in ${defuse(iteration, 50)} has room for it`;
  return rotation === ''
    ? 'for the next infra iteration'
    : `until somebody on duty in ${defuse(rotation, 50)} has room for it`;
}

function atHandoff(context: CommentContext): string {
  if (context.iteration !== undefined)
    return 'Started work (a comment by the owner, a linked branch or pull request) stays when the iteration ends; untouched work goes back to the queue.';
  if (context.rotation === '') return 'Started work stays with its owner.';
  return context.handoff === 'keep'
    ? 'It stays with its owner across the handoff.'
    : 'Started work (a comment by the owner, a linked branch or pull request) stays across the handoff; untouched work moves on.';
}

function ended(how: 'closed' | 'unlabelled'): string {
  return how === 'closed'
    ? 'This debt is closed. Reopening the issue brings it back.'
    : 'This is no longer debt: its label was removed. Labelling it again brings it back.';
}
