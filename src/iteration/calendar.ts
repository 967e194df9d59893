/**
 * When the iterations that are given to infrastructure begin and end, by wall-clock arithmetic in the time zone of the
 * file: each from the very first one on, so that a month's end that clamps does not drift (as in the grid of handoffs).
 * They begin when work does, so that nobody hears of them at night.
 */
import { Temporal } from 'temporal-polyfill';
import type { Config } from '../config/index.ts';
import { earliest, latest, toDate, zoned } from '../time.ts';

/** What of a config decides when they are. */
export type Calendar = Pick<Config, 'iterations' | 'timezone' | 'working_hours'>;

/** One iteration that is given to infrastructure; `end` is exclusive. */
export type Iteration = {
  /** The local day on which it begins, as `YYYY-MM-DD`: what it is known by. */
  readonly day: string;
  readonly start: Date;
  readonly end: Date;
  /** When it is proposed at the earliest. */
  readonly proposedAt: Date;
};

/** How long before its start an iteration is proposed, in days. */
const AHEAD = 7;

/**
 * The iterations that end after an instant, in order and without end: every `infra_every`-th, counted from the first.
 * None without `iterations`. A start in a gap moves past it, an ambiguous one takes the first instant (RFC 5545, 3.3.5;
 * Temporal's `compatible`).
 */
export function* iterationsAfter(calendar: Calendar, after: Date): Generator<Iteration> {
  const { iterations, timezone } = calendar;
  if (!iterations) return;
  const { every, infra_every: nth } = iterations;
  const first = Temporal.PlainDate.from(iterations.starts).toPlainDateTime(calendar.working_hours.from);
  const plain = (index: number) => first.add({ [every.unit]: index * every.amount });
  const begin = (index: number) => toDate(plain(index).toZonedDateTime(timezone));
  const passed = first.until(zoned(after, timezone).toPlainDateTime(), { largestUnit: every.unit });
  // Wall-clock time and elapsed time differ by less than two days, even where a zone skips a day.
  const round = Math.max(0, Math.floor(passed[every.unit] / every.amount / nth) - 3);
  for (let index = (round + 1) * nth - 1; ; index += nth) {
    const [before, start, end] = [begin(index - 1), begin(index), begin(index + 1)];
    // Where a zone skips a whole day, an iteration of that day has no time.
    if (end <= after || end <= start) continue;
    const weekAhead = toDate(zoned(start, timezone).subtract({ days: AHEAD }));
    // Before the one before it begins, nobody thinks of it.
    const proposedAt = earliest(latest(weekAhead, before), start);
    yield { day: plain(index).toPlainDate().toString(), start, end, proposedAt };
  }
}
