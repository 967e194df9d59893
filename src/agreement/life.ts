/**
 * What becomes of decisions when an issue is debt no more, and when it is debt again. It is the ledger that says when it
 * was: labels are taken off and issues are closed by mistake, and whoever puts that right within a day puts the decisions
 * right as well. After a longer break they are over.
 */
import { addMs, DAY, latest } from '../time.ts';
import type { Step } from './steps.ts';

/** What is put right so soon was a mistake. */
const BY_MISTAKE = DAY;

/** A stretch of time in which an issue was debt; `end` is null while it runs. */
export type Stretch = { readonly start: Date; readonly end: Date | null };

/** An issue in the ledger: the stretches, oldest first, and whether it is debt by now. */
export type Life = { readonly is: 'debt' | 'over'; readonly stretches: readonly Stretch[] };

/** The steps that follow on what was done about an issue from its being debt, or no more, by now. */
export function stepsOfLife(steps: readonly Step[], { is, stretches }: Life, now: Date): Step[] {
  const last = steps.at(-1);
  if (!last) return [];
  const broken = brokenOff(stretches, last.at);
  if (last.kind === 'ended') return is === 'over' || broken ? [] : [step('resumed', now)];
  if (broken) return [step('ended', latest(broken, last.at))];
  if (is === 'debt') return [];
  const end = stretches.at(-1)?.end;
  return [step('ended', end && end > last.at ? end : now)];
}

/** When a break that is no mistake began, of those after an instant. */
function brokenOff(stretches: readonly Stretch[], since: Date): Date | undefined {
  let end = since;
  for (const stretch of stretches) {
    if (stretch.start > addMs(end, BY_MISTAKE)) return end;
    if (stretch.end === null) return undefined;
    end = latest(end, stretch.end);
  }
  return undefined;
}

function step(kind: 'ended' | 'resumed', at: Date): Step {
  return { kind, what: 'accept', at, by: '', reason: '', url: '', until: null, priority: null };
}
