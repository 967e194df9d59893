import { Temporal } from 'temporal-polyfill';
import type { Length, Rotation } from '../config/index.ts';
import { addMs, DAY, HOUR, toDate, zoned } from '../time.ts';

type Beat = Pick<Rotation, 'starts' | 'every' | 'timezone'>;

const NOMINAL = { hours: HOUR, days: DAY, weeks: 7 * DAY, months: 30 * DAY };

/** How long a shift is about, in milliseconds: good enough to count shifts before planning them. */
export function nominalLength({ every }: Beat): number {
  return every.amount * NOMINAL[every.unit];
}

/** About how many shifts a rotation has from its start until an instant. */
export function shiftsBetween(beat: Beat, until: Date): number {
  return Math.max(0, (until.getTime() - gridStart(beat).getTime()) / nominalLength(beat));
}

/** The instant that lies a length of time after another, by the calendar of a time zone. */
export function later(at: Date, { amount, unit }: Length, timezone: string): Date {
  return unit === 'hours' ? addMs(at, amount * HOUR) : toDate(zoned(at, timezone).add({ [unit]: amount }));
}

/** The instant that lies a length of time before another, by the calendar of a time zone. */
export function earlier(at: Date, { amount, unit }: Length, timezone: string): Date {
  if (unit === 'hours') return addMs(at, -amount * HOUR);
  return toDate(zoned(at, timezone).subtract({ [unit]: amount }));
}

/** The first handoff of a rotation. */
export function gridStart(beat: Beat): Date {
  return handoffOf(beat)(0);
}

/**
 * The handoffs after an instant, in order and without end. Days, weeks and months are wall-clock arithmetic from
 * `starts`, always from there, so that a month's end that clamps does not drift; hours are elapsed time. A handoff
 * in a gap moves past it, an ambiguous one takes the first instant (RFC 5545, 3.3.5; Temporal's `compatible`).
 * Where a time zone skips whole days, two handoffs can fall on one instant: they are one.
 */
export function* handoffsAfter(beat: Beat, after: Date): Generator<Date> {
  const handoff = handoffOf(beat);
  let last = after;
  for (let index = indexBefore(beat, after); ; index += 1) {
    const at = handoff(index);
    if (at <= last) continue;
    last = at;
    yield at;
  }
}

function handoffOf({ starts, every, timezone }: Beat): (index: number) => Date {
  const first = Temporal.PlainDateTime.from(starts);
  const origin = toDate(first.toZonedDateTime(timezone));
  if (every.unit === 'hours') return (index) => addMs(origin, index * every.amount * HOUR);
  return (index) => toDate(first.add({ [every.unit]: index * every.amount }).toZonedDateTime(timezone));
}

/** An index whose handoff is not after the instant, and not far before it. */
function indexBefore({ starts, every, timezone }: Beat, at: Date): number {
  const now = zoned(at, timezone).toPlainDateTime();
  const passed = Temporal.PlainDateTime.from(starts).until(now, { largestUnit: every.unit });
  // Wall-clock time and elapsed time differ by less than two days over any span, even where a zone skips a day.
  const slack = every.unit === 'hours' ? 48 / every.amount : 0;
  return Math.max(0, Math.floor(passed[every.unit] / every.amount - slack) - 2);
}
