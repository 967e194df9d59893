/**
 * Whether an objective is kept, by two questions: is the target met over the span, and will it be if it goes on like
 * this? Both yes is on track, both no is missed, and one of them is at risk: it is slipping, or not there yet.
 *
 * "Like this" is the newest half of the span for what adds up, and the slope over the span for what stands at the end
 * of a week (Theil–Sen, so that one odd week decides nothing).
 */
import type { Objective, Target } from '../config/index.ts';
import { computed, FEWEST_CASES, type Measure, type WeekOfEvidence } from './measures.ts';
import { theilSenSlope } from './statistics.ts';

type Verdict = 'on track' | 'at risk' | 'missed' | 'too early';

/** What is still lacking before anything can be said. */
export type Lack =
  | { readonly what: 'weeks'; readonly has: number; readonly needs: number }
  | { readonly what: 'cases'; readonly has: number; readonly needs: number };

/**
 * `now` is the value over the span, or at its end; `ahead` is what it comes to at the present pace: of a total, as
 * if the whole span had been like its newest half, of a level, as many weeks on. `recent` is the newest half itself.
 */
export type Judgement =
  | { readonly verdict: 'too early'; readonly lack: Lack }
  | {
      readonly verdict: Exclude<Verdict, 'too early'>;
      readonly kind: Measure['kind'];
      readonly now: number;
      readonly ahead: number;
      readonly recent: { readonly weeks: number; readonly value: number };
      /** How many cases a sample is of. */
      readonly cases: number | null;
    };

type Aim = Pick<Objective, 'measure' | 'target' | 'over'>;

/** @param weeks complete and without a gap, oldest first */
export function judge({ measure, target, over }: Aim, weeks: readonly WeekOfEvidence[]): Judgement {
  const span = weeks.slice(-over);
  if (span.length < over) return { verdict: 'too early', lack: fewWeeks(span.length, over) };
  const half = span.slice(-Math.ceil(over / 2));
  const how = computed[measure];
  const reading = how.kind === 'sample' ? readSample(how, span, half) : readWeeks(how, span, half);
  if ('lack' in reading) return { verdict: 'too early', lack: reading.lack };
  const [isMet, willBe] = [meets(reading.now, target), meets(reading.ahead, target)];
  const verdict = isMet && willBe ? 'on track' : isMet || willBe ? 'at risk' : 'missed';
  return { verdict, kind: how.kind, ...reading };
}

/** Whether a value is as a target wants it. */
export function meets(value: number, { relation, value: bound }: Target): boolean {
  switch (relation) {
    case '<=':
      return value <= bound;
    case '>=':
      return value >= bound;
    case '<':
      return value < bound;
    case '>':
      return value > bound;
  }
}

type Reading = Omit<Extract<Judgement, { now: number }>, 'verdict' | 'kind'> | { readonly lack: Lack };

function readWeeks(
  { kind, of }: Extract<Measure, { kind: 'total' | 'level' }>,
  span: readonly WeekOfEvidence[],
  half: readonly WeekOfEvidence[],
): Reading {
  const values = span.flatMap((week) => of(week) ?? []);
  const now = values.at(-1);
  if (values.length < span.length || now === undefined) return { lack: fewWeeks(values.length, span.length) };
  if (kind === 'level') {
    const slope = values.length < 2 ? 0 : theilSenSlope(values);
    const ahead = Math.max(0, now + slope * span.length);
    return { now, ahead, recent: { weeks: 1, value: now }, cases: null };
  }
  const recent = { weeks: half.length, value: sum(values.slice(-half.length)) };
  const ahead = (recent.value * span.length) / half.length;
  return { now: sum(values), ahead, recent, cases: null };
}

/** Where the newest half has too few cases, the whole span tells the pace. */
function readSample(
  { of }: Extract<Measure, { kind: 'sample' }>,
  span: readonly WeekOfEvidence[],
  half: readonly WeekOfEvidence[],
): Reading {
  const [all, newest] = [of(span), of(half)];
  if (!all) return { lack: fewWeeks(span.filter(({ work }) => work).length, span.length) };
  if (all.cases < FEWEST_CASES || all.value === null)
    return { lack: { what: 'cases', has: all.cases, needs: FEWEST_CASES } };
  const isEnough = newest && newest.cases >= FEWEST_CASES && newest.value !== null;
  const value = isEnough ? (newest.value ?? all.value) : all.value;
  return { now: all.value, ahead: value, recent: { weeks: half.length, value }, cases: all.cases };
}

function fewWeeks(has: number, needs: number): Lack {
  return { what: 'weeks', has, needs };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
