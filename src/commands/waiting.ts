/** Who has waited how long for a turn, from what is on record. Pure. */
import type { Shift } from '../rotation/index.ts';
import { endOfDay, startOfDay } from '../time.ts';

export type Waiting = {
  readonly login: string;
  /** When their last turn ended, or else when they began to wait for their first. */
  readonly since: Date;
  readonly turns: 'some' | 'none';
};

type Member = {
  readonly login: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

export type OnRecord = {
  /** Oldest first. */
  readonly shifts: readonly Shift[];
  /** When those came whom the file gives no `from`. Keys are lower-case logins. */
  readonly joined: ReadonlyMap<string, Date>;
};

/** Everybody on the roster who is not on duty, longest waiting first; nobody before the first shift. */
export function waitingFor(
  { roster, timezone }: { readonly roster: readonly Member[]; readonly timezone: string },
  { shifts, joined }: OnRecord,
  now: Date,
): Waiting[] {
  const [first] = shifts;
  if (!first) return [];
  const served = new Map<string, Date>();
  for (const { end, onDuty } of shifts) for (const login of onDuty) served.set(login.toLowerCase(), end);
  const here = roster.filter(({ to }) => to === undefined || endOfDay(to, timezone) > now);
  const people = Map.groupBy(here, ({ login }) => login.toLowerCase());
  const waiting = [...people].map(([key, [member, ...more]]): Waiting => {
    const turn = served.get(key);
    const days = [member, ...more].map((one) => one?.from);
    const came = days.includes(undefined) ? joined.get(key) : earliest(days, timezone);
    const since = turn ?? (came && came > first.start ? came : first.start);
    return { login: member?.login ?? key, since, turns: turn ? 'some' : 'none' };
  });
  return waiting
    .filter(({ since }) => since <= now)
    .toSorted((a, b) => a.since.getTime() - b.since.getTime());
}

function earliest(days: readonly (string | undefined)[], timezone: string): Date | undefined {
  const [day] = days.filter((one) => one !== undefined).toSorted();
  return day === undefined ? undefined : startOfDay(day, timezone);
}
