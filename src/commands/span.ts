/** A span of time in a command: `2026-03-02..2026-03-06`, one day, or with times. Local; whole days unless times are given. */
import { Temporal } from 'temporal-polyfill';
import { endOfDay, startOfDay, toDate, zoned } from '../time.ts';

export type Span = { readonly from: Date; readonly to: Date };

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dt([01]\d|2[0-3]):[0-5]\d$/;

/** Whether a word (in lower case) is written as a span is; whether it can be one is for `readSpan` to say. */
export function looksLikeSpan(word: string): boolean {
  const [from = '', to = from, ...more] = word.split('..');
  return more.length === 0 && [from, to].every((end) => DAY.test(end) || TIME.test(end));
}

/** @returns nothing where a day does not exist or is before 1970, or the end is not after the start */
export function readSpan(word: string, timezone: string): Span | undefined {
  const [first = '', last = first] = word.split('..');
  try {
    const from = DAY.test(first) ? startOfDay(first, timezone) : instant(first, timezone);
    const to = DAY.test(last) ? endOfDay(last, timezone) : instant(last, timezone);
    return from < to && from.getTime() > 0 ? { from, to } : undefined;
  } catch {
    return undefined;
  }
}

/** A span as a word, with times. */
export function spanWord({ from, to }: Span, timezone: string): string {
  return `${localMinute(from, timezone)}..${localMinute(to, timezone)}`;
}

function localMinute(at: Date, timezone: string): string {
  return zoned(at, timezone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

function instant(text: string, timezone: string): Date {
  return toDate(Temporal.PlainDateTime.from(text).toZonedDateTime(timezone));
}
