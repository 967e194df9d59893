import { memberKey, memberName, type Rotation } from '../config/index.ts';
import { byWaiting } from './queue.ts';
import type { History } from './schedule.ts';
import { standingAfter } from './turns.ts';

/** One of the roster whose turn it is not: a person, or a squad. */
export type Waiting = {
  readonly name: string;
  readonly people: readonly string[];
  /** When their last turn ended, or else when they began to wait for their first. */
  readonly since: Date;
  readonly turns: 'some' | 'none';
};

/** Who has waited how long for a turn, the longest first; nobody before the first shift. `history` with what has begun. */
export function waitingFor(rotation: Rotation, history: History, now: Date): Waiting[] {
  if (history.shifts.length === 0) return [];
  const { queue, turns } = standingAfter(rotation, history);
  const serving = new Set(turns.map(({ who }) => who));
  const at = now.getTime();
  const names = new Map(rotation.roster.map((member) => [memberKey(member), memberName(member)]));
  return queue
    .filter(
      ({ key, since, present }) => !serving.has(key) && since <= at && present.some(({ end }) => end > at),
    )
    .toSorted(byWaiting)
    .map(({ key, people, since, ...waiting }) => ({
      name: names.get(key) ?? key,
      people: people.map(({ login }) => login),
      since: new Date(since),
      turns: waiting.turns > 0 ? 'some' : 'none',
    }));
}
