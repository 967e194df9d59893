import { Temporal } from 'temporal-polyfill';
import { UserError } from '../errors.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/;
const INSTANT = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)$/;

/** The value of an option as an instant: ISO 8601, or a day or time without a zone, which is of `timezone`. */
export function readInstant(option: string, text: string, timezone: string = 'UTC'): Date {
  try {
    if (INSTANT.test(text)) return new Date(Temporal.Instant.from(text).epochMilliseconds);
    if (DAY.test(text) || TIME.test(text))
      return new Date(Temporal.PlainDateTime.from(text).toZonedDateTime(timezone).epochMilliseconds);
  } catch {
    // A 30th of February has the right form.
  }
  throw new UserError(
    `--${option} must be a time such as 2026-01-05T08:00:00Z or a day such as 2026-01-05, not '${text}'`,
  );
}
