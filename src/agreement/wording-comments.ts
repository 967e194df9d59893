/** The comments about decisions. Each mentions whoever has to answer, and says why them. */
import type { Field } from '../config/index.ts';
import { fitBody, joinList, marker, mention, named } from '../text.ts';
import { isoSeconds, localTime } from '../time.ts';
import { type Decision, type Dispute, openDispute, type State } from './state.ts';
import type { Step } from './steps.ts';
import { afterwards, because, deed, inARow } from './wording.ts';

/** A step, what it was about, and who has to know. */
export type Told = {
  readonly step: Step;
  /** As it stood before the step. */
  readonly decision: Decision;
  /** As all stands after it. */
  readonly state: State;
  readonly timezone: string;
  /** Who answers for the decision, and as leads of what. */
  readonly answers: readonly string[];
  readonly fields: readonly Field[];
};

export function decisionMarker({ kind, what, at }: Step): string {
  return marker('decision', `${kind}/${what}/${isoSeconds(at)}`);
}

/** @returns nothing where nobody has to know or do anything */
export function commentBody(told: Told): string | undefined {
  const lines = linesOf(told);
  if (!lines) return undefined;
  const [first = '', ...rest] = lines;
  return fitBody([
    { kind: 'required', text: `${decisionMarker(told.step)}\n${first}` },
    ...rest.map((text) => ({ kind: 'required' as const, text })),
  ]);
}

function linesOf(told: Told): string[] | undefined {
  const dispute = openDispute(told.decision);
  switch (told.step.kind) {
    case 'challenged':
      return challenged(told);
    case 'lapsed':
      return dispute ? lapsed(told, dispute) : undefined;
    case 'unruled':
      return dispute ? unruled(told, dispute) : undefined;
    case 'due':
      return due(told, dispute);
    default:
      return undefined;
  }
}

function challenged({ step, decision, state, timezone, ...told }: Told): string[] {
  const until = step.until ? localTime(step.until, timezone) : '';
  const what = `${named(step.by)} challenges that ${whoDid(decision, told)} ${deed(decision, timezone)}${because(step.reason)}.`;
  return [
    `${addressed(told.answers)}${what}`,
    told.answers.length === 0
      ? `The working agreement names nobody who could answer now. Without an answer by ${until}, that is over.`
      : `${whyThem(decision, told)} Answer by ${until}, alone on a line of a new comment: ${howToDecide(decision)} to stay with it, or \`/debt undo\` to take it back. Without an answer, that is over then, and ${afterwards(decision.what, without(state, decision))}.`,
  ];
}

function lapsed({ decision, state, timezone, ...told }: Told, challenge: Dispute): string[] {
  return [
    `${addressed(told.answers)}no answer to the challenge by ${named(challenge.by)} came by ${localTime(challenge.until, timezone)}. That ${whoDid(decision, told)} ${deed(decision, timezone)} is over: ${afterwards(decision.what, state)}.`,
    `Whoever decides can decide anew: ${howToDecide(decision)}.`,
  ];
}

function unruled({ decision, timezone }: Told, appeal: Dispute): string[] {
  return [
    `${mention(appeal.by)}: no ruling on your appeal came by ${localTime(appeal.until, timezone)}, so it stands that ${named(decision.by)} ${deed(decision, timezone)}.`,
  ];
}

function due({ decision, state, timezone, ...told }: Told, dispute: Dispute | null): string[] {
  const over = dispute ? ` What ${named(dispute.by)} held against it is over as well.` : '';
  const next =
    decision.what === 'accept'
      ? ` That would be ${inARow(decision.times + 1)}: say what has changed, or why nothing has.`
      : '';
  return [
    `${addressed(told.answers)}the date has come. ${named(decision.by)} ${deed(decision, timezone)}${because(decision.reason)}.${over} Now ${afterwards(decision.what, state)}.`,
    `${whyThem(decision, told)} There is nothing to do if it is to be paid now. If not, comment ${howToDecide(decision)}, alone on a line.${next}`,
  ];
}

function addressed(people: readonly string[]): string {
  return people.length === 0 ? '' : `${joinList(people.map(mention))}: `;
}

type People = Pick<Told, 'answers' | 'fields'>;

function isMaker({ by }: Decision, { answers }: People): boolean {
  return answers.length === 1 && answers[0]?.toLowerCase() === by.toLowerCase();
}

function whoDid(decision: Decision, people: People): string {
  return isMaker(decision, people) ? 'you' : named(decision.by);
}

function whyThem(decision: Decision, people: People): string {
  if (people.answers.length === 0) return '';
  return isMaker(decision, people)
    ? 'You are asked because you decided it.'
    : `You are asked because you lead ${joinList(people.fields)}.`;
}

function howToDecide({ what, priority }: Pick<Decision, 'what' | 'priority'>): string {
  return what === 'priority'
    ? `\`/debt priority ${priority ?? 'high'} because …\``
    : `\`/debt ${what} until YYYY-MM-DD because …\``;
}

function without(state: State, { what }: Decision): State {
  return { ...state, decisions: { ...state.decisions, [what]: null } };
}
