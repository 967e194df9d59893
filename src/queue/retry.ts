import { messageOf } from '../errors.ts';
import { GitHubError, mayPass } from '../github/index.ts';
import { addMs, DAY, MINUTE } from '../time.ts';

/** After this many attempts work that fails on our side is put aside for an operator. */
const ATTEMPTS = 10;

/** Work that waits for something which was given up: there is nothing to wait for, so it ends with it. */
export class Hopeless extends Error {}

export type Verdict = { kind: 'again'; runAt: Date } | { kind: 'never'; reason: string };

/**
 * What becomes of work that failed: pauses grow from a second to an hour, with jitter so that what failed
 * together does not return together ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015). A limit of
 * GitHub's is waited out, and longer each time that it is met again ("Rate limits for the REST API": exceeding the
 * rate limit), but for no longer than a day.
 *
 * @param attempts how often it was tried before this failure
 * @param random in [0, 1)
 */
export function afterFailure(error: unknown, attempts: number, now: Date, random: number): Verdict {
  const reason = describe(error);
  const meaning = meaningOf(error);
  if (meaning?.kind === 'refused' || error instanceof Hopeless) return { kind: 'never', reason };
  const longest = Math.min(60 * MINUTE, 2000 * 2 ** Math.min(attempts, 20));
  const runAt = addMs(now, longest / 2 + (longest / 2) * random);
  if (meaning?.kind === 'limited') {
    const until = Math.max(meaning.retryAt.getTime(), runAt.getTime());
    return { kind: 'again', runAt: new Date(Math.min(until, now.getTime() + DAY)) };
  }
  // An outage of GitHub ends some day; a fault of ours does not end by itself.
  if (!(meaning && mayPass(meaning)) && attempts + 1 >= ATTEMPTS) return { kind: 'never', reason };
  return { kind: 'again', runAt };
}

/** Whether GitHub asked to slow down. */
export function isLimited(error: unknown): boolean {
  return meaningOf(error)?.kind === 'limited';
}

/** One line for a log or an operator; never a body. */
export function describe(error: unknown): string {
  return messageOf(first(error));
}

function meaningOf(error: unknown): GitHubError['meaning'] | undefined {
  const one = first(error);
  return one instanceof GitHubError ? one.meaning : undefined;
}

/** Probot gathers what handlers throw, wrapped more than once. */
function first(error: unknown): unknown {
  if (error instanceof AggregateError) return first(error.errors[0]);
  if (error instanceof Error && !(error instanceof GitHubError) && error.cause instanceof GitHubError) {
    return error.cause;
  }
  return error;
}
