import { effectsOf as decisionEffects } from '../../src/agreement/effects.ts';
import {
  appealComment,
  type State,
  type Step,
  stateOf,
  undecided,
  type What,
} from '../../src/agreement/index.ts';
import { type Config, readConfig } from '../../src/config/index.ts';
import { from, timezone, until } from '../body-parts.ts';

export const aboutDecisions = { config: configWith(), outcomes: [] };

function configWith(): Config {
  const { config } = readConfig('version: 1\nagreement: {engineering: [ana], product: [pat], ceo: eve}\n');
  if (!config) throw new Error('the config cannot be read');
  return config;
}

function step(text: string, kind: Step['kind'], what: What): Step {
  const priority = what === 'priority' ? 'high' : null;
  return {
    kind,
    what,
    at: from,
    by: kind === 'appealed' ? 'pat' : text,
    reason: text,
    url: '',
    until,
    priority,
  };
}

/** One decision challenged, and another one appealed. */
export function disputed(text: string): State {
  return stateOf([
    step(text, 'decided', 'accept'),
    step(text, 'challenged', 'accept'),
    step(text, 'decided', 'priority'),
    step(text, 'challenged', 'priority'),
    step(text, 'appealed', 'priority'),
  ]);
}

export function decisionComments(text: string): string[] {
  const at = { repositoryId: 1, number: 7 };
  const state = disputed(text);
  const steps = (['challenged', 'lapsed', 'due'] as const).map((kind) => step(text, kind, 'accept'));
  const told = [...steps, step(text, 'unruled', 'priority')].flatMap((one) =>
    decisionEffects(at, state, one, undecided, aboutDecisions),
  );
  const appealed = step(text, 'appealed', 'accept');
  const rank = '**1st of 1**';
  const appeal = {
    step: appealed,
    before: state,
    steps: [step(text, 'decided', 'accept'), appealed],
    ceo: 'eve',
  };
  return [...told, appealComment(at, { ...appeal, rank, timezone })].flatMap((effect) =>
    effect.kind === 'comment' ? [effect.body] : [],
  );
}
