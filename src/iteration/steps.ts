/**
 * The life of an iteration: it is *proposed* a week ahead; when it begins, the list is read and it is *running*; when it
 * is over, it has *ended*. Instead of beginning it may be *called off*: by whoever closes the proposal, by a config in
 * which it is no iteration any more, or because there is nothing to do or nobody to do it. What runs is a fact: it keeps
 * its end whatever becomes of the calendar, unless the config gives iterations up altogether.
 *
 * Nothing is skipped by sleeping: what is due is done late, in this order. Only what nobody waited for is let by: a
 * config that comes in the middle of an iteration begins with the next.
 */
import { type Calendar, type Iteration, iterationsAfter } from './calendar.ts';

export type State = 'proposed' | 'running' | 'ended' | 'called off';

/** An iteration on record. */
export type Recorded = Pick<Iteration, 'day' | 'start' | 'end'> & { readonly state: State };

export type Step<R extends Recorded> =
  | { readonly kind: 'end'; readonly iteration: R; readonly because: 'over' | 'given up' }
  | { readonly kind: 'call off'; readonly iteration: R; readonly because: 'config' | 'slept' }
  | { readonly kind: 'begin'; readonly iteration: Iteration; readonly proposed: R | undefined }
  | { readonly kind: 'propose'; readonly iteration: Iteration }
  | { readonly kind: 'wait'; readonly until: Date | undefined };

/**
 * The next thing to do, one at a time.
 *
 * @param awaited since when something was due, as it was known before; nothing where nobody waited for anything
 */
export function nextStep<R extends Recorded>(
  calendar: Calendar,
  recorded: readonly R[],
  now: Date,
  awaited: Date | undefined,
): Step<R> {
  const running = recorded.find(({ state }) => state === 'running');
  const proposed = recorded.find(({ state }) => state === 'proposed');
  if (running && !calendar.iterations) return { kind: 'end', iteration: running, because: 'given up' };
  if (running && running.end <= now) return { kind: 'end', iteration: running, because: 'over' };
  const planned = proposed && asPlanned(calendar, proposed);
  if (proposed && !planned) return { kind: 'call off', iteration: proposed, because: 'config' };
  if (proposed && planned && planned.end <= now)
    return { kind: 'call off', iteration: proposed, because: 'slept' };
  // One at a time: whatever runs keeps its end, though another calendar may say otherwise.
  if (planned && planned.start <= now && !running) return { kind: 'begin', iteration: planned, proposed };
  const next = coming(calendar, recorded, now, awaited);
  if (next && !proposed && next.start <= now && !running)
    return { kind: 'begin', iteration: next, proposed: undefined };
  if (next && !proposed && next.proposedAt <= now && next.start > now)
    return { kind: 'propose', iteration: next };
  return { kind: 'wait', until: earliestOf([running?.end, planned?.start, next?.proposedAt], now) };
}

/** An iteration on record as the calendar has it now; nothing where it is none any more. */
function asPlanned(calendar: Calendar, { day, start }: Recorded): Iteration | undefined {
  // Where the hour was moved, the one before it may reach into it.
  return iterationsAfter(calendar, start)
    .take(2)
    .find((one) => one.day === day);
}

/** The next one that is not on record. One that has begun is let by, unless it was waited for. */
function coming(
  calendar: Calendar,
  recorded: readonly Recorded[],
  now: Date,
  awaited: Date | undefined,
): Iteration | undefined {
  const known = new Set(recorded.map(({ day }) => day));
  for (const iteration of iterationsAfter(calendar, now)) {
    const isMissed = iteration.start <= now && !(awaited && awaited <= iteration.start);
    if (!known.has(iteration.day) && !isMissed) return iteration;
  }
  return undefined;
}

function earliestOf(instants: readonly (Date | undefined)[], now: Date): Date | undefined {
  const ahead = instants.filter((at) => at !== undefined).filter((at) => at > now);
  return ahead.toSorted((a, b) => a.getTime() - b.getTime())[0];
}
