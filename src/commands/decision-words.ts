/** What follows the verbs of decisions: a day, a reason, and what is meant. Words are in lower case. */
import type { What } from '../agreement/index.ts';
import type { Config } from '../config/index.ts';
import { localTimeOn } from '../time.ts';
import { type Fit, reasonIn } from './grammar.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** `until 2026-06-01 because …` */
export function untilBecause(words: readonly string[]): Fit {
  const [until, day = '', because, ...reason] = words;
  const fits = until === 'until' && DAY.test(day) && because === 'because' && reason.length > 0;
  return fits ? 'fits' : 'does not fit';
}

/** Nothing before the reason but what is meant, where several things are decided. */
export function whatBecause(words: readonly string[]): Fit {
  const parts = reasonIn(words.join(' '));
  return parts && (parts.before === '' || whatIn(parts.before)) ? 'fits' : 'does not fit';
}

export function whatIn(word: string): What | undefined {
  const whats: readonly What[] = ['accept', 'defer', 'priority'];
  return whats.find((what) => what === word);
}

/** When debt that is left until a day comes back: as people begin to work on it. Nothing where there is no such day. */
export function morningOf(day: string, { working_hours, timezone }: Config): Date | undefined {
  try {
    return localTimeOn(day, working_hours.from, timezone);
  } catch {
    return undefined;
  }
}
