/**
 * Times to answer, counted in working hours only: whoever is asked on a Friday evening is not late on Monday morning.
 * A day is as many hours as people work on one; holidays are not known.
 */
import { Temporal } from 'temporal-polyfill';
import { type Length, numberOfDay, type WorkingHours } from './config/index.ts';
import { addMs, earliest, HOUR, toDate, zoned } from './time.ts';

/** More days than this are not looked through: an answer may take so long. In days. */
const LONGEST = 10_000;

/**
 * The instant by which a length of time has passed in working hours. Hours and days count those alone (a day is a
 * whole working day, so ten days asked for on a Monday at ten end two weeks later at ten); weeks and months are the
 * calendar's, and end within working hours.
 */
export function afterWorkingTime(at: Date, length: Length, hours: WorkingHours, timezone: string): Date {
  if (length.unit === 'weeks' || length.unit === 'months') {
    const there = toDate(zoned(at, timezone).add({ [length.unit]: length.amount }));
    return atWork(there, hours, timezone);
  }
  if (length.unit === 'hours') return afterWorking(at, length.amount * HOUR, hours, timezone);
  return afterWorkingDays(at, length.amount, hours, timezone);
}

/** How many days on which people work begin in a stretch of time, by local days. */
export function workingDaysIn(
  { start, end }: { readonly start: Date; readonly end: Date },
  hours: WorkingHours,
  timezone: string,
): number {
  let days = 0;
  for (const stretch of workedFrom(start, hours, timezone)) {
    if (stretch.start >= end) break;
    days += 1;
  }
  return days;
}

/** How much of a stretch of time people work, in days of their working hours. */
export function workedDays(
  { start, end }: { readonly start: Date; readonly end: Date },
  hours: WorkingHours,
  timezone: string,
): number {
  let worked = 0;
  for (const stretch of workedFrom(start, hours, timezone)) {
    if (stretch.start >= end) break;
    worked += earliest(stretch.end, end).getTime() - stretch.start.getTime();
  }
  const day = Temporal.PlainTime.from(hours.from).until(hours.to).total('milliseconds');
  return worked / day;
}

function afterWorking(at: Date, ms: number, hours: WorkingHours, timezone: string): Date {
  let left = ms;
  for (const { start, end } of workedFrom(at, hours, timezone)) {
    const length = end.getTime() - start.getTime();
    if (left <= length) return addMs(start, left);
    left -= length;
  }
  return addMs(at, ms);
}

/** The same time of day, so many working days later: hours that a clock change takes from a day are not owed. */
function afterWorkingDays(at: Date, amount: number, hours: WorkingHours, timezone: string): Date {
  const start = zoned(atWork(at, hours, timezone), timezone);
  let day = start.toPlainDate();
  for (let left = amount; left > 0; ) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day, hours)) left -= 1;
  }
  return toDate(day.toZonedDateTime({ timeZone: timezone, plainTime: start.toPlainTime() }));
}

/** The instant itself where people work then, else when they begin next. */
function atWork(at: Date, hours: WorkingHours, timezone: string): Date {
  for (const { start } of workedFrom(at, hours, timezone)) return start;
  return at;
}

/** The stretches in which people work, from an instant on. */
function* workedFrom(at: Date, hours: WorkingHours, timezone: string): Generator<{ start: Date; end: Date }> {
  let day = zoned(at, timezone).toPlainDate();
  for (let count = 0; count < LONGEST; count += 1, day = day.add({ days: 1 })) {
    if (!isWorkingDay(day, hours)) continue;
    const from = on(day, hours.from, timezone);
    const end = on(day, hours.to, timezone);
    if (end > at) yield { start: from > at ? from : at, end };
  }
}

function isWorkingDay(day: Temporal.PlainDate, { days }: WorkingHours): boolean {
  return days.some((name) => numberOfDay(name) === day.dayOfWeek);
}

function on(day: Temporal.PlainDate, time: string, timezone: string): Date {
  return toDate(day.toZonedDateTime({ timeZone: timezone, plainTime: Temporal.PlainTime.from(time) }));
}
