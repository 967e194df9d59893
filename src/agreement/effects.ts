/** What a step changes on GitHub: the label, and a comment where somebody has to know. */
import { ACCEPTED_LABEL, type Config } from '../config/index.ts';
import type { Effect, Thing } from '../queue/index.ts';
import { answerable, decidersOf } from './deciders.ts';
import type { At } from './records.ts';
import type { State } from './state.ts';
import type { Step } from './steps.ts';
import { commentBody, decisionMarker } from './wording-comments.ts';

export type About = { readonly config: Config; readonly outcomes: readonly string[] };

export function effectsOf(at: At, before: State, step: Step, state: State, about: About): Effect[] {
  const comment = wordsOf(at, before, step, state, about);
  const label = changeOf(before.decisions.accept !== null, state.decisions.accept !== null);
  return [...(label ? [labelEffect(at, label)] : []), ...(comment ? [comment] : [])];
}

/** The comment that tells a step to whoever has to know; nothing where nobody has to, and of an appeal. */
export function wordsOf(
  { repositoryId, number }: At,
  before: State,
  step: Step,
  state: State,
  about: About,
): Effect | undefined {
  const body = bodyOf(before, step, state, about);
  return body === undefined
    ? undefined
    : { kind: 'comment', repositoryId, number, marker: decisionMarker(step), body };
}

/** Puts the label on what is accepted now, or takes it off what was. */
export function labelEffect(
  { repositoryId, number }: At,
  change: 'add' | 'remove',
  label: string = ACCEPTED_LABEL,
): Effect {
  return { kind: 'label', repositoryId, number, label, change };
}

function changeOf(was: boolean, is: boolean): 'add' | 'remove' | undefined {
  if (was === is) return undefined;
  return is ? 'add' : 'remove';
}

function bodyOf(before: State, step: Step, state: State, { config, outcomes }: About): string | undefined {
  const decision = before.decisions[step.what];
  if (!decision) return undefined;
  const deciders = decidersOf(config, step.what, outcomes);
  // What has come to its date is for whoever leads now; what is held against somebody is for them.
  const answers = step.kind === 'due' ? deciders.logins : answerable(decision, deciders);
  return commentBody({
    ...{ step, decision, state, timezone: config.timezone, answers, fields: deciders.fields },
  });
}

/** What a change of decisions moves: the comment, the queue, the dashboard, and what time does next. */
export function followUps(at: At, scopeId: number): Thing[] {
  return [
    { kind: 'issue', ...at },
    { kind: 'decisions', scopeId },
    { kind: 'queue', scopeId },
    { kind: 'dashboard', scopeId },
  ];
}
