import { memberKey, type Rotation } from '../config/index.ts';
import { HOUR } from '../time.ts';
import type { Rota, ShiftAhead } from './rota.ts';
import { joined, type Uncovered } from './uncovered.ts';

/** A shift that has not begun. */
export type ComingShift = Pick<ShiftAhead, 'start' | 'end'> & {
  /** Who serves it from its start. */
  readonly onDuty: readonly string[];
  /** How many places stay empty, because not enough people are available. */
  readonly missing: number;
};

/** A shift ahead for which not enough people are available. */
export type Gap = ComingShift;

/** How many shifts ahead are looked at. */
const AHEAD = 2;

/** The shifts that come next, the first of them first. A roster that is always too small for `on_duty` misses nobody. */
export function comingShifts(rotation: Rotation, rota: Pick<Rota, 'ahead'>, now: Date): ComingShift[] {
  const places = Math.min(rotation.on_duty, new Set(rotation.roster.map(memberKey)).size);
  return rota
    .ahead(AHEAD + 1)
    .filter(({ start }) => start > now)
    .slice(0, AHEAD)
    .map(({ start, end, stretches, seats }) => {
      return { start, end, onDuty: stretches[0]?.serving ?? [], missing: Math.max(0, places - seats) };
    });
}

export function gapsAhead(rotation: Rotation, rota: Pick<Rota, 'ahead'>, now: Date): Gap[] {
  return comingShifts(rotation, rota, now).filter(({ missing }) => missing > 0);
}

/** Somebody is not there in a part of their turn, and nobody can cover. */
export type EmptyPlace = Uncovered & {
  /** When the shift begins, or began, in which that begins. */
  readonly shift: Date;
};

/** In the running shift and those that are looked at ahead of it; one that goes on over a handoff is one. */
export function emptyPlaces(rota: Pick<Rota, 'current' | 'uncovered'>): EmptyPlace[] {
  return joined(rota.uncovered(rota.current ? AHEAD + 1 : AHEAD));
}

/** The night before a handoff at nine is no gap, though whoever leaves is away from midnight on. In milliseconds. */
const SHORT = 12 * HOUR;

/** Whether a place is empty for long enough to call somebody. */
export function isWorthCalling({ from, to }: Uncovered): boolean {
  return to.getTime() - from.getTime() >= SHORT;
}
