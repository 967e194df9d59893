/**
 * The one decision that a heartbeat asks for: the first objective that is missed, in the order of the file (the agreed
 * capacity comes last), else the first in the queue that was accepted until a date that has come, else the first of what
 * has waited for room for longer than a shift and a week.
 */
import type { State } from '../agreement/index.ts';
import { type Config, decidersIn, measures, type Objective, rotationFor } from '../config/index.ts';
import { later } from '../rotation/index.ts';
import type { IssueReference } from '../text.ts';
import { addMs, DAY, latest } from '../time.ts';
import type { Judgement } from './objectives.ts';

export type Judged = { readonly objective: Objective; readonly judgement: Judgement };

/** Debt that waits for room, and since when at the latest. */
export type Waiting = IssueReference & {
  readonly repositoryId: number;
  readonly labels: readonly string[];
  readonly since: Date;
  /** What was decided about it. */
  readonly agreed?: State;
};

export type Deciders = {
  readonly logins: readonly string[];
  readonly as: 'owner' | 'product' | 'engineering' | 'leads' | 'nobody';
};

export type Decision = {
  /** What tells it apart from other decisions, from one week to the next. */
  readonly topic: string;
  readonly about:
    | { readonly kind: 'objective'; readonly missed: Judged }
    | { readonly kind: 'review'; readonly issue: Waiting; readonly times: number }
    | { readonly kind: 'waiting'; readonly issue: Waiting; readonly days: number };
  readonly deciders: Deciders;
};

/** @param waiting next first; @returns nothing where nothing is due */
export function decisionOf(
  judged: readonly Judged[],
  waiting: readonly Waiting[],
  config: Config,
  now: Date,
): Decision | null {
  const missed = judged.find(({ judgement }) => judgement.verdict === 'missed');
  if (missed) {
    const { objective } = missed;
    const topic = `objective ${objective.name.toLowerCase()}`;
    return { topic, about: { kind: 'objective', missed }, deciders: decidersOf(objective, config) };
  }
  const review = reviewOf(waiting, config);
  if (review) return review;
  const issue = waiting.find((one) => isOverdue(one, config, now));
  if (!issue) return null;
  return {
    topic: `waiting ${issue.repositoryId}#${issue.number}`,
    about: { kind: 'waiting', issue, days: Math.floor((now.getTime() - issue.since.getTime()) / DAY) },
    deciders: decidersIn(config, 'product'),
  };
}

/** An acceptance whose date has come, and the debt waits: to be paid now, or accepted once more. */
function reviewOf(waiting: readonly Waiting[], config: Config): Decision | undefined {
  const issue = waiting.find(({ agreed }) => agreed?.review?.what === 'accept');
  if (!issue) return undefined;
  const topic = `review ${issue.repositoryId}#${issue.number}`;
  const times = issue.agreed?.review?.times ?? 1;
  return { topic, about: { kind: 'review', issue, times }, deciders: decidersIn(config, 'engineering') };
}

function decidersOf({ owner, measure }: Objective, config: Config): Deciders {
  if (owner !== undefined) return { logins: [owner], as: 'owner' };
  return decidersIn(config, measures[measure].decides);
}

/** Whether debt has waited for room for longer than a shift, and a week; what no rotation serves waits for a rotation. */
export function isOverdue({ since, ...place }: Waiting, config: Config, now: Date): boolean {
  const rotation = rotationFor(config, place);
  if (!rotation) return false;
  const shift = later(since, rotation.every, rotation.timezone);
  return latest(shift, addMs(since, 7 * DAY)) <= now;
}

/** A decision as it is asked for; `since` is the week in which it was asked for first, null where that is now. */
export type AskedDecision = Decision & { readonly since: string | null };

/** The same decision as in the heartbeat before is still open; every other one is asked anew. */
export function askAgain(
  decision: Decision | null,
  before: { readonly topic: string; readonly since: string } | undefined,
): AskedDecision | null {
  return decision && { ...decision, since: decision.topic === before?.topic ? before.since : null };
}
