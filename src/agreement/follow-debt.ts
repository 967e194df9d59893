/**
 * What was decided about an issue, brought to what should be: over where the issue is debt no more, standing again where
 * that was a mistake, its label as it should be; and what was to be said of it and never left (while the App was to
 * observe, or the repository was nobody's) is said.
 */
import { ACCEPTED_LABEL, leadsOf } from '../config/index.ts';
import type { House } from '../house.ts';
import { type Effect, isSaid, isWanted, type Plan } from '../queue/index.ts';
import { labelsIn, type Scope } from '../scope/index.ts';
import { afterWorkingTime } from '../working-time.ts';
import { labelEffect, wordsOf } from './effects.ts';
import { type Life, type Stretch, stepsOfLife } from './life.ts';
import { type At, saveSteps, stepsOn } from './records.ts';
import { type State, stateOf, undecided } from './state.ts';
import type { Step } from './steps.ts';
import { type Moment, newestMoments, toldUntil } from './untold.ts';
import { appealComment } from './wording-appeal.ts';
import { decisionMarker } from './wording-comments.ts';

/** The issue that was decided about. */
export type Followed = At & {
  readonly is: Life['is'];
  readonly stretches: () => Promise<readonly Stretch[]>;
  readonly labels: readonly string[];
  readonly outcomes: readonly string[];
  /** Where the issue is, if it can still be written on. */
  readonly from: 'there' | 'gone';
  /** Where it is in the rank, in words. */
  readonly rank: () => Promise<string | undefined>;
};

/** @returns what stands then, and what there is to do */
export async function followDebt(
  house: House,
  scope: Scope,
  issue: Followed,
): Promise<{ readonly agreed: State; readonly plan: Plan }> {
  const { repositoryId, number, is, from } = issue;
  const at = { repositoryId, number };
  const before = await stepsOn(house.db, at);
  if (before.length === 0) {
    const isOurs = is === 'debt' && leadsOf(scope.config).length > 0;
    const effects = isOurs ? await labelled(house, scope, issue, undecided) : [];
    return { agreed: undecided, plan: { effects } };
  }
  const life = { is, stretches: await issue.stretches() };
  const lived = [...before, ...stepsOfLife(before, life, house.clock())];
  const { steps, effects } = await said(house, scope, issue, lived);
  const agreed = stateOf(steps);
  const label = from === 'there' ? await labelled(house, scope, issue, agreed) : [];
  const isNew = steps.length > before.length || steps.some((step, index) => step !== before[index]);
  return {
    agreed,
    plan: {
      effects: [...effects, ...label],
      ...(isNew
        ? { write: (db) => saveSteps(db, at, steps), settle: [{ kind: 'decisions', scopeId: scope.id }] }
        : {}),
    },
  };
}

/** The comments that nobody ever saw, and the steps with as much time to answer as those who are told of them now have. */
async function said(
  house: House,
  scope: Scope,
  issue: Followed,
  steps: readonly Step[],
): Promise<{ readonly steps: readonly Step[]; readonly effects: readonly Effect[] }> {
  let current = steps;
  const effects: Effect[] = [];
  if (issue.from === 'gone') return { steps, effects };
  for (const moment of newestMoments(steps)) {
    const marker = decisionMarker(moment.step);
    if (await isSaid(house.db, scope.installationId, { ...issue, marker })) continue;
    const step = inTime(scope, moment.step, house.clock());
    const comment = await commentOf(scope, issue, { ...moment, step }, current);
    if (!comment) continue;
    if (step !== moment.step && step.until) current = toldUntil(current, moment.index, step.until);
    effects.push(comment);
  }
  return { steps: current, effects };
}

/** What has to be answered, with the time for that from now on; anything else as it is. */
function inTime(scope: Scope, step: Step, now: Date): Step {
  const { agreement, working_hours, timezone } = scope.config;
  if (step.kind !== 'challenged' && step.kind !== 'appealed') return step;
  const within = step.kind === 'challenged' ? agreement.answer_within : agreement.ruling_within;
  return { ...step, until: afterWorkingTime(now, within, working_hours, timezone) };
}

async function commentOf(
  { config }: Scope,
  { repositoryId, number, outcomes, rank }: Followed,
  { step, index, before, state }: Moment,
  steps: readonly Step[],
): Promise<Effect | undefined> {
  const at = { repositoryId, number };
  if (step.kind !== 'appealed') return wordsOf(at, before, step, state, { config, outcomes });
  const { ceo } = config.agreement;
  if (ceo === undefined) return undefined;
  const { timezone } = config;
  const told = { step, before, steps: steps.slice(0, index + 1), ceo, timezone };
  return appealComment(at, { ...told, rank: (await rank()) ?? '' });
}

/** The label shows what stands, whatever it was renamed to: taking it off, or putting it on, decides nothing. */
async function labelled(
  house: House,
  { installationId }: Scope,
  { labels, ...at }: Followed,
  { decisions }: State,
): Promise<Effect[]> {
  const names = (await labelsIn(house.db, [at.repositoryId], [ACCEPTED_LABEL]))(at.repositoryId);
  const on = labels.filter((label) => names.includes(label.toLowerCase()));
  const shouldBe = decisions.accept !== null;
  if (on.length > 0 === shouldBe) return [];
  const effects = shouldBe ? [labelEffect(at, 'add')] : on.map((label) => labelEffect(at, 'remove', label));
  const wanted = await Promise.all(effects.map((one) => isWanted(house.db, installationId, one)));
  return effects.filter((_, index) => !wanted[index]);
}
