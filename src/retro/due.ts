/** Which retros are due, by pure rules. One that was slept through is not made up for: the next one covers its time. */
import type { Config, WorkingHours } from '../config/index.ts';
import type { Shift } from '../rotation/index.ts';
import { addMs, isoSeconds, quarter, startOfQuarter } from '../time.ts';
import { afterWorkingTime } from '../working-time.ts';

/** What a retro is one of. `name` tells them apart on record. */
export type Series =
  | { readonly name: 'quarter'; readonly of: 'quarter' }
  | { readonly name: string; readonly of: 'handoffs'; readonly rotation: string; readonly handoffs: number };

/** The period of a retro that is due; `key` tells it from all others of its scope. */
export type Due = { readonly key: string; readonly start: Date; readonly end: Date };

function seriesName(rotation: string): string {
  return `handoffs ${rotation}`;
}

/** What the config asks for; nothing where it asks for no retros. */
export function seriesIn({ mode, retro, rotations }: Config): Series[] {
  if (mode !== 'act' || !retro) return [];
  if (retro.each === 'quarter') return [{ name: 'quarter', of: 'quarter' }];
  const { handoffs } = retro;
  return rotations.map(({ name }) => ({ name: seriesName(name), of: 'handoffs', rotation: name, handoffs }));
}

export type WorkingTime = { readonly timezone: string; readonly working_hours: WorkingHours };

/** When people are called together over a quarter that ends then: when work begins next. */
export function quarterOpens(end: Date, { timezone, working_hours }: WorkingTime): Date {
  return afterWorkingTime(end, { amount: 0, unit: 'hours' }, working_hours, timezone);
}

/**
 * The quarter that ended since, as soon as people work again.
 *
 * @param since from when on retros are counted
 * @param before the end of the last one; nothing where there was none
 */
export function quarterDue(
  since: Date,
  before: Date | undefined,
  now: Date,
  time: WorkingTime,
): Due | undefined {
  const end = startOfQuarter(now, time.timezone);
  if (end <= since || quarterOpens(end, time) > now) return undefined;
  const last = addMs(end, -1);
  return { key: quarter(last, time.timezone), start: before ?? startOfQuarter(since, time.timezone), end };
}

/** The handoffs that there were since, where they are enough. @param shifts on record, oldest first */
export function handoffsDue(
  { rotation, handoffs }: Extract<Series, { of: 'handoffs' }>,
  shifts: readonly Shift[],
  since: Date,
  now: Date,
): Due | undefined {
  const begun = shifts.filter(({ start }) => start > since && start <= now);
  const last = begun.at(-1);
  if (!last || begun.length < handoffs) return undefined;
  const running = shifts.find(({ start, end }) => start <= since && end > since);
  return { key: `${rotation}/${isoSeconds(last.start)}`, start: running?.start ?? since, end: last.start };
}
