/** What people, and time, did about a debt issue, in the order in which it happened: all else is read from these. */
import type { Priority } from './priority.ts';

/** What is decided about debt: that it is knowingly carried, that it is not its turn, or how urgent it is. */
export type What = 'accept' | 'defer' | 'priority';

export const WHATS: readonly What[] = ['accept', 'defer', 'priority'];

export type Step = {
  readonly kind:
    | 'decided'
    | 'undone'
    | 'challenged'
    | 'appealed'
    | 'upheld'
    | 'overturned'
    /** No answer to a challenge came. */
    | 'lapsed'
    /** No ruling on an appeal came. */
    | 'unruled'
    /** Its date came. */
    | 'due'
    /** The issue is debt no more, and everything about it is over. */
    | 'ended'
    /** That was a mistake: everything about it stands as before. */
    | 'resumed';
  readonly what: What;
  readonly at: Date;
  /** Whoever did it; empty where time did. */
  readonly by: string;
  /** As it was written: to be defused wherever it is repeated. Empty where none was given. */
  readonly reason: string;
  /** GitHub's page of the comment that did it; empty where time did. */
  readonly url: string;
  /**
   * Until when it holds: what was decided, the time to answer a challenge, the time for a ruling, and after an overturning
   * ruling, how long the same is not decided again. Null where it has no end.
   */
  readonly until: Date | null;
  /** What was decided of the priority. */
  readonly priority: Priority | null;
};

/** As a step comes back from a jsonb column. */
export type StoredStep = Omit<Step, 'at' | 'until'> & { readonly at: string; readonly until: string | null };

export function revived(stored: readonly StoredStep[]): Step[] {
  return stored.map((step) => ({
    ...step,
    at: new Date(step.at),
    until: step.until === null ? null : new Date(step.until),
  }));
}
