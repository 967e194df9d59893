/** The alarms of a week, and of those before it: numbers of the team, and whom to thank. */
import type { Db } from '../store/index.ts';
import type { Thanked } from '../text.ts';
import { addMs, DAY, type Week } from '../time.ts';
import type { Alarm } from './alarm.ts';
import { alarmsSince } from './records.ts';

/** How far back the samples go. */
const WEEKS = 8;

export type AlarmNumbers = {
  readonly pulled: number;
  /** Pulled in so many weeks up to the end of this one. */
  readonly lately: { readonly pulled: number; readonly weeks: number };
  /** How long it took in those weeks, in milliseconds, for each that was acknowledged, and resolved, in them. */
  readonly acknowledgedIn: readonly number[];
  readonly resolvedIn: readonly number[];
  /** Those who pulled the cord in the week, in the order in which they did. */
  readonly pullers: readonly Thanked[];
};

/** A time; its end exclusive. */
type Span = Pick<Week, 'start' | 'end'>;

/** The alarms of a time alone. */
export async function alarmsDuring(db: Db, scopeId: number, span: Span): Promise<AlarmNumbers> {
  return numbersOf(await alarmsSince(db, scopeId, span.start), span, span.start);
}

export async function alarmsIn(db: Db, scopeId: number, week: Week): Promise<AlarmNumbers> {
  const since = addMs(week.start, -(WEEKS - 1) * 7 * DAY);
  return numbersOf(await alarmsSince(db, scopeId, since), week, since);
}

/** @param since where the samples begin; the end of the week ends them */
export function numbersOf(alarms: readonly Alarm[], week: Span, since: Date): AlarmNumbers {
  const within = (at: Date | null, from: Date) => at !== null && at >= from && at < week.end;
  const pulled = alarms.filter(({ pulledAt }) => within(pulledAt, week.start));
  const took = ({ pulledAt }: Alarm, at: Date | null) => (at?.getTime() ?? 0) - pulledAt.getTime();
  return {
    pulled: pulled.length,
    lately: { pulled: alarms.filter(({ pulledAt }) => within(pulledAt, since)).length, weeks: WEEKS },
    acknowledgedIn: alarms
      .filter(({ acknowledgedAt }) => within(acknowledgedAt, since))
      .map((alarm) => took(alarm, alarm.acknowledgedAt)),
    resolvedIn: alarms
      .filter(({ state, endedAt }) => state === 'resolved' && within(endedAt, since))
      .map((alarm) => took(alarm, alarm.endedAt)),
    pullers: pullersOf(pulled),
  };
}

function pullersOf(alarms: readonly Alarm[]): Thanked[] {
  const byLogin = Map.groupBy(alarms, ({ puller }) => puller.toLowerCase());
  return [...byLogin.values()].map((theirs) => ({
    login: theirs[0]?.puller ?? '',
    repositoryIds: [...new Set(theirs.map(({ repositoryId }) => repositoryId))],
  }));
}
