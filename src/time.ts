/**
 * Instants are `Date`s everywhere in the house; calendars and time zones are Temporal's business and stay
 * in here and in the rotation's grid. Nothing reads the wall clock by itself: a `Clock` is handed in.
 */
import { Temporal } from 'temporal-polyfill';

/** What time it is. Production passes the wall clock, tests pass a clock that they move. */
export type Clock = () => Date;

export const wallClock: Clock = () => new Date();

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function addMs(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

export function zoned(at: Date, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
}

export function toDate(at: Temporal.ZonedDateTime): Date {
  return new Date(at.epochMilliseconds);
}

export function earliest(...instants: readonly [Date, ...Date[]]): Date {
  return new Date(Math.min(...instants.map((at) => at.getTime())));
}

export function latest(...instants: readonly [Date, ...Date[]]): Date {
  return new Date(Math.max(...instants.map((at) => at.getTime())));
}

/** UTC to the second, as in `2026-01-05T08:00:00Z`. */
export function isoSeconds(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The local calendar day of an instant, as `YYYY-MM-DD`. */
export function localDay(at: Date, timezone: string): string {
  return zoned(at, timezone).toPlainDate().toString();
}

/** The instant at which a local day (`YYYY-MM-DD`) begins, which is not midnight where DST skips it. */
export function startOfDay(day: string, timezone: string): Date {
  return toDate(Temporal.PlainDate.from(day).toZonedDateTime(timezone));
}

/** The instant at which clocks show a time (`HH:MM`) on a local day (`YYYY-MM-DD`). @throws where there is no such day */
export function localTimeOn(day: string, time: string, timezone: string): Date {
  const plainTime = Temporal.PlainTime.from(time);
  const date = Temporal.PlainDate.from(day, { overflow: 'reject' });
  return toDate(date.toZonedDateTime({ timeZone: timezone, plainTime }));
}

/** The instant at which the day after a local day begins: the exclusive end of an inclusive span. */
export function endOfDay(day: string, timezone: string): Date {
  return toDate(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timezone));
}

/** A calendar week from Monday 00:00 local time; `end` is exclusive. Source: ISO 8601 week dates. */
export type Week = { readonly name: string; readonly start: Date; readonly end: Date };

/** The ISO week that an instant falls in, in a time zone, named like `2026-W03`. */
export function isoWeek(at: Date, timezone: string): Week {
  const day = zoned(at, timezone).toPlainDate();
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  const name = `${String(day.yearOfWeek).padStart(4, '0')}-W${String(day.weekOfYear).padStart(2, '0')}`;
  const midnight = (date: Temporal.PlainDate) => toDate(date.toZonedDateTime(timezone));
  return { name, start: midnight(monday), end: midnight(monday.add({ weeks: 1 })) };
}

/** The quarter of a year that an instant falls in, in a time zone, named like `2026-Q1`. */
export function quarter(at: Date, timezone: string): string {
  const day = zoned(at, timezone);
  return `${day.year}-Q${Math.ceil(day.month / 3)}`;
}

/** An instant as people read it, such as `Mon 19 Jan 2026, 09:00 (Europe/Berlin)`. */
export function localTime(at: Date, timezone: string): string {
  return `${localClock(at, timezone)} (${timezone})`;
}

/** The same where the time zone is said elsewhere, such as `Mon 19 Jan 2026, 09:00`. */
export function localClock(at: Date, timezone: string): string {
  const day = localDate(at, timezone);
  const time = zoned(at, timezone).toPlainTime().toString({ smallestUnit: 'minute' });
  return `${day}, ${time}`;
}

/** A day as people read it, such as `Mon 19 Jan 2026`. */
export function localDate(at: Date, timezone: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: timezone }).format(at).replaceAll(',', '');
}

/** The instant at which the next quarter of a year begins. */
export function nextQuarter(at: Date, timezone: string): Date {
  const day = zoned(at, timezone).toPlainDate();
  const first = day.with({ month: Math.ceil(day.month / 3) * 3, day: 1 }).add({ months: 1 });
  return toDate(first.toZonedDateTime(timezone));
}

/** The instant at which the quarter of a year began that an instant falls in. */
export function startOfQuarter(at: Date, timezone: string): Date {
  const day = zoned(at, timezone).toPlainDate();
  const first = day.with({ month: Math.ceil(day.month / 3) * 3 - 2, day: 1 });
  return toDate(first.toZonedDateTime(timezone));
}

/** The next time that clocks in a time zone show `HH:MM`, strictly after an instant. */
export function nextLocalTime(after: Date, time: string, timezone: string): Date {
  const today = zoned(after, timezone).toPlainDate();
  const plainTime = Temporal.PlainTime.from(time);
  const on = (days: number) => toDate(today.add({ days }).toZonedDateTime({ timeZone: timezone, plainTime }));
  return on(0) > after ? on(0) : on(1);
}
