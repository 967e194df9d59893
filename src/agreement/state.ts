/**
 * What stands about one debt issue, by what was done about it. Pure: from steps to a state, and from a state and the time
 * to the steps that time takes.
 *
 * Three things can be decided, and each of them stands by itself: engineering *accepts* debt (it is knowingly carried),
 * product *defers* it (it is not its turn), product says its *priority*. What is accepted or deferred is *parked*: it is
 * in no queue, and nobody is asked about it.
 *
 * A decision is *open* at first. Somebody *challenges* it: it is *challenged* until those who decide answer, by deciding
 * again (it is *answered* then) or by taking it back; where they do neither in time, it *lapses*. A lead *appeals*, also
 * while it is challenged: it is *appealed* until the CEO upholds it (*final*) or overturns it; where no ruling comes in
 * time, it stands (*final* too). What is answered can be appealed and not challenged again, and what is final can be
 * neither.
 *
 *      decide ─▶ open ──challenge──▶ challenged ──decide again──▶ answered
 *                  │                   │      └──time──▶ (over)      │
 *                  └──────appeal───────┴───────────appeal────────────┘
 *                                      ▼
 *                                   appealed ──uphold, or time──▶ final
 *                                      └──overturn──▶ (over)
 *
 * Out of every one of these leads: taking it back, at any time; the date, which every acceptance and every deferral has; a
 * new decision, unless an appeal is open; and the end of the issue as debt. That one is taken back where it was a mistake
 * (`life.ts`): until then what was decided *rests*, and nothing of it waits for anybody. What a ruling barred stays barred
 * through all of it. A priority has no date, for it keeps nothing from being paid. When a date has come, the debt is back in the queue and up for *review*: to accept it once more is to
 * accept it a second time in a row, and that is said.
 */
import { addMs, DAY } from '../time.ts';
import type { Priority } from './priority.ts';
import { type Step, WHATS, type What } from './steps.ts';

/** What somebody holds against a decision, and until when it waits for an answer. */
export type Dispute = Pick<Step, 'by' | 'reason' | 'at' | 'url'> & { readonly until: Date };

type Phase =
  | { readonly kind: 'open' | 'answered' | 'final' }
  | { readonly kind: 'challenged'; readonly challenge: Dispute }
  | { readonly kind: 'appealed'; readonly appeal: Dispute; readonly challenge: Dispute | null };

export type Decision = Pick<Step, 'what' | 'by' | 'reason' | 'at' | 'url' | 'until' | 'priority'> & {
  /** How many times in a row this was decided, this one counted. */
  readonly times: number;
  readonly phase: Phase;
};

/** What was decided until a date that has come, and not since. */
type Review = {
  readonly what: What;
  readonly by: string;
  readonly since: Date;
  readonly times: number;
};

/** What a ruling overturned is not decided again for a while. */
export type Bar = { readonly what: What; readonly priority: Priority | null; readonly until: Date };

export type State = {
  readonly decisions: { readonly [what in What]: Decision | null };
  readonly review: Review | null;
  readonly bars: readonly Bar[];
  /** What stood when the issue ended as debt, as long as nothing was decided since. */
  readonly resting: State | null;
};

export const undecided: State = {
  decisions: { accept: null, defer: null, priority: null },
  review: null,
  bars: [],
  resting: null,
};

/** What stands, in the order accept, defer, priority. */
export function standingDecisions({ decisions }: State): Decision[] {
  return WHATS.flatMap((what) => decisions[what] ?? []);
}

/** The decision by which an issue is in no queue. */
export function parkedBy({ decisions }: State): Decision | null {
  return decisions.accept ?? decisions.defer;
}

export function priorityIn({ decisions }: State): Priority {
  return decisions.priority?.priority ?? 'normal';
}

export function stateOf(steps: readonly Step[]): State {
  return steps.reduce(after, undecided);
}

/** A step that cannot follow on a state changes nothing. */
export function after(state: State, step: Step): State {
  const { what } = step;
  const decision = state.decisions[what];
  if (step.kind === 'ended') return { ...undecided, bars: state.bars, resting: state.resting ?? state };
  if (step.kind === 'resumed') return state.resting ?? state;
  if (step.kind === 'decided') return decided(state, step);
  if (!decision) return state;
  switch (step.kind) {
    case 'undone':
    case 'lapsed':
      return having(state, what, null);
    case 'due': {
      const review = { what, by: decision.by, since: step.at, times: decision.times };
      // That it was accepted is not forgotten over a deferral whose date comes as well.
      const isLess = what === 'defer' && state.review?.what === 'accept';
      return { ...having(state, what, null), review: isLess ? state.review : review };
    }
    case 'challenged':
      return having(state, what, { ...decision, phase: { kind: 'challenged', challenge: disputeOf(step) } });
    case 'appealed': {
      const challenge = decision.phase.kind === 'challenged' ? decision.phase.challenge : null;
      return having(state, what, {
        ...decision,
        phase: { kind: 'appealed', appeal: disputeOf(step), challenge },
      });
    }
    case 'upheld':
    case 'unruled':
      return having(state, what, { ...decision, phase: { kind: 'final' } });
    case 'overturned': {
      const bar = step.until && { what, priority: decision.priority, until: step.until };
      return { ...having(state, what, null), bars: bar ? [...state.bars, bar] : state.bars };
    }
  }
}

function decided(state: State, step: Step): State {
  const { what, by, reason, at, url, until, priority } = step;
  const before = state.decisions[what];
  const phase = { kind: before?.phase.kind === 'challenged' ? 'answered' : 'open' } as const;
  const decision = { what, by, reason, at, url, until, priority, times: timesOf(state, step), phase };
  // Of normal urgency is what nobody decided about.
  const stands = priority === 'normal' ? null : decision;
  const next = { ...having(state, what, stands), resting: null };
  return what === 'priority' ? next : { ...next, review: null };
}

/** An answer to a challenge, and a correction within a day, do not make it another one. */
function timesOf({ decisions, review }: State, { what, at }: Step): number {
  const before = decisions[what];
  if (!before) return review?.what === what ? review.times + 1 : 1;
  const isSame = before.phase.kind === 'challenged' || at < addMs(before.at, DAY);
  return isSame ? before.times : before.times + 1;
}

function having(state: State, what: What, decision: Decision | null): State {
  return { ...state, decisions: { ...state.decisions, [what]: decision } };
}

function disputeOf({ by, reason, at, url, until }: Step): Dispute {
  return { by, reason, at, url, until: until ?? at };
}

/** The dispute about a decision that waits for somebody. */
export function openDispute({ phase }: Decision): Dispute | null {
  if (phase.kind === 'challenged') return phase.challenge;
  return phase.kind === 'appealed' ? phase.appeal : null;
}

/** When time changes something next, by itself; null where it never does. */
export function nextChange(state: State): Date | null {
  const [next] = standingDecisions(state).flatMap(deadlines).toSorted(bySoonest);
  return next?.at ?? null;
}

/** The steps that time has taken by now, each deadline in its order. */
export function takenByTime(state: State, now: Date): Step[] {
  const steps: Step[] = [];
  for (let current = state; ; ) {
    const [next] = standingDecisions(current).flatMap(deadlines).toSorted(bySoonest);
    if (!next || next.at > now) return steps;
    const { kind, what } = next;
    const step = { kind, what, at: now, by: '', reason: '', url: '', until: null, priority: null } as const;
    steps.push(step);
    current = after(current, step);
  }
}

type Deadline = { readonly at: Date; readonly kind: 'due' | 'lapsed' | 'unruled'; readonly what: What };

function deadlines(decision: Decision): Deadline[] {
  const { what, until, phase } = decision;
  const dispute = openDispute(decision);
  const kind = phase.kind === 'appealed' ? 'unruled' : 'lapsed';
  return [
    // What ends anyway needs no answer at the same moment.
    ...(until ? [{ at: until, kind: 'due', what } as const] : []),
    ...(dispute ? [{ at: dispute.until, kind, what } as const] : []),
  ];
}

function bySoonest(a: Deadline, b: Deadline): number {
  return a.at.getTime() - b.at.getTime();
}
