/** What somebody wants to do about a debt issue, and whether what stands lets them. Pure; who may is asked elsewhere. */
import { isSameLogin } from '../logins.ts';
import { addMs, DAY } from '../time.ts';
import type { Priority } from './priority.ts';
import { type Bar, type Decision, type State, standingDecisions } from './state.ts';
import type { Step, What } from './steps.ts';

/** Who wishes it, when, why, and where they wrote it. */
export type Wisher = Pick<Step, 'by' | 'at' | 'reason' | 'url'>;

export type Wish =
  | { readonly kind: 'decide'; readonly what: 'accept' | 'defer'; readonly until: Date }
  | { readonly kind: 'decide'; readonly what: 'priority'; readonly priority: Priority }
  /** `mine`: what they decide about. */
  | { readonly kind: 'undo'; readonly what: What | undefined; readonly mine: readonly What[] }
  | { readonly kind: 'challenge' | 'appeal'; readonly what: What | undefined; readonly until: Date }
  | { readonly kind: 'uphold' | 'overturn' };

/** Why nothing is done. */
export type Objection =
  | { readonly kind: 'nothing decided' | 'no appeal' | 'reason needed' | 'own decision' }
  | {
      readonly kind: 'same already' | 'appealed' | 'challenged' | 'answered' | 'final';
      readonly decision: Decision;
    }
  | { readonly kind: 'which one'; readonly whats: readonly What[] }
  | { readonly kind: 'overturned'; readonly bar: Bar };

export type Granted = { readonly kind: 'granted'; readonly step: Step };

/** A priority that a ruling overturned is not said again for so long. */
const PRIORITY_BAR = 13 * 7 * DAY;

export function granted(state: State, wish: Wish, wisher: Wisher): Granted | Objection {
  switch (wish.kind) {
    case 'decide':
      return decide(state, wish, wisher);
    case 'undo':
      return undo(state, wish, wisher);
    case 'challenge':
    case 'appeal':
      return dispute(state, wish, wisher);
    case 'uphold':
    case 'overturn':
      return rule(state, wish.kind, wisher);
  }
}

function decide(state: State, wish: Extract<Wish, { kind: 'decide' }>, wisher: Wisher): Granted | Objection {
  const { what } = wish;
  const decision = state.decisions[what];
  const priority = wish.what === 'priority' ? wish.priority : null;
  const until = wish.what === 'priority' ? null : wish.until;
  if (decision?.phase.kind === 'appealed') return { kind: 'appealed', decision };
  const isAnswer = decision?.phase.kind === 'challenged';
  if (isAnswer && wisher.reason === '') return { kind: 'reason needed' };
  if (what === 'priority') {
    if (!decision && priority === 'normal') return { kind: 'nothing decided' };
    if (decision?.priority === priority && !isAnswer) return { kind: 'same already', decision };
  }
  const bar = state.bars.find(
    (one) => one.what === what && one.priority === priority && one.until > wisher.at,
  );
  if (bar) return { kind: 'overturned', bar };
  return { kind: 'granted', step: { kind: 'decided', what, until, priority, ...wisher } };
}

function undo(
  state: State,
  { what, mine }: Extract<Wish, { kind: 'undo' }>,
  wisher: Wisher,
): Granted | Objection {
  const decision = theOneMeant(
    standingDecisions(state).filter((one) => mine.includes(one.what)),
    what,
  );
  if (!('phase' in decision)) return decision;
  return grant('undone', decision, null, wisher);
}

function dispute(
  state: State,
  { kind, what, until }: Extract<Wish, { kind: 'challenge' | 'appeal' }>,
  wisher: Wisher,
): Granted | Objection {
  const decision = theOneMeant(standingDecisions(state), what);
  if (!('phase' in decision)) return decision;
  const { phase } = decision;
  if (phase.kind === 'appealed' || phase.kind === 'final') return { kind: phase.kind, decision };
  if (isSameLogin(decision.by, wisher.by)) return { kind: 'own decision' };
  if (kind === 'appeal') {
    // One at a time is before the CEO, so that a ruling need not say which is meant.
    const other = standingDecisions(state).find((one) => one.phase.kind === 'appealed');
    return other ? { kind: 'appealed', decision: other } : grant('appealed', decision, until, wisher);
  }
  if (phase.kind !== 'open') return { kind: phase.kind, decision };
  return grant('challenged', decision, until, wisher);
}

function rule(state: State, ruling: 'uphold' | 'overturn', wisher: Wisher): Granted | Objection {
  const decision = standingDecisions(state).find(({ phase }) => phase.kind === 'appealed');
  if (!decision) return { kind: 'no appeal' };
  if (ruling === 'uphold') return grant('upheld', decision, null, wisher);
  return grant('overturned', decision, decision.until ?? addMs(wisher.at, PRIORITY_BAR), wisher);
}

function theOneMeant(decisions: readonly Decision[], what: What | undefined): Decision | Objection {
  const [decision, ...more] = decisions.filter((one) => what === undefined || one.what === what);
  if (!decision) return { kind: 'nothing decided' };
  return more.length === 0
    ? decision
    : { kind: 'which one', whats: [decision, ...more].map((one) => one.what) };
}

function grant(
  kind: Step['kind'],
  { what, priority }: Decision,
  until: Date | null,
  wisher: Wisher,
): Granted {
  return { kind: 'granted', step: { kind, what, until, priority, ...wisher } };
}
