/** When owners of quiet debt are asked, and what their answers come to, by pure rules. */
import type { OwnedDebt } from '../debt/index.ts';
import type { Reaction } from '../github/index.ts';
import { later } from '../rotation/index.ts';
import { addMs, DAY } from '../time.ts';

/** How long an answer is waited for. */
const ANSWER_WITHIN = 7 * DAY;

/** What is known of the quiet of a debt issue. */
export type Quiet = {
  /** When somebody last did something about it, as far as GitHub was asked. */
  readonly activeAt: Date | null;
  /** Since when an answer is waited for. */
  readonly askedAt: Date | null;
  /** Who was asked last. */
  readonly asked: readonly string[];
  /** When they were asked in vain. */
  readonly unansweredAt: Date | null;
};

export const unasked: Quiet = { activeAt: null, askedAt: null, asked: [], unansweredAt: null };

/** Since when nothing is known to have happened. */
export function quietSince({ movedAt }: OwnedDebt, { activeAt }: Quiet): Date {
  return activeAt !== null && activeAt > movedAt ? activeAt : movedAt;
}

/** Whether debt in which something happened last at `since` has been quiet for long enough; never without `nudge_after`. */
export function isQuiet({ rotation }: OwnedDebt, since: Date, now: Date): boolean {
  const { nudge_after, timezone } = rotation;
  return nudge_after !== undefined && later(since, nudge_after, timezone) <= now;
}

/** Whether these people were asked in this very silence, and did not answer. */
export function wasInVain({ owners }: OwnedDebt, quiet: Quiet, lastActivity: Date | undefined): boolean {
  const { asked, unansweredAt } = quiet;
  if (unansweredAt === null || !samePeople(asked, owners)) return false;
  return lastActivity === undefined || lastActivity <= unansweredAt;
}

/** Whether whoever was asked still has it. */
export function samePeople(asked: readonly string[], owners: readonly string[]): boolean {
  const key = (people: readonly string[]) => people.map(fold).toSorted().join('\n');
  return key(asked) === key(owners);
}

/** What the thumbs of those who were asked say: one who keeps it is enough. Whoever shows both has not answered. */
export function answerIn(
  reactions: readonly Reaction[],
  asked: readonly string[],
): 'keep' | 'release' | 'none' {
  const people = new Set(asked.map(fold));
  const showing = (thumb: '+1' | '-1') =>
    people.intersection(
      new Set(reactions.filter(({ content }) => content === thumb).map(({ login }) => fold(login))),
    );
  const [up, down] = [showing('+1'), showing('-1')];
  if (up.difference(down).size > 0) return 'keep';
  return down.difference(up).size > 0 ? 'release' : 'none';
}

/** Whether the time for an answer is over; it runs from when the question could be read. */
export function isOver(commentedAt: Date, now: Date): boolean {
  return addMs(commentedAt, ANSWER_WITHIN) <= now;
}

function fold(login: string): string {
  return login.toLowerCase();
}
