import { memberKey, type Rotation } from '../config/index.ts';
import type { Rota, ShiftAhead } from './rota.ts';

/** A shift ahead for which not enough people are available. */
export type Gap = Pick<ShiftAhead, 'start' | 'end'> & {
  /** Who serves all the same. */
  readonly onDuty: readonly string[];
  /** How many places stay empty. */
  readonly missing: number;
};

/** How many shifts ahead are looked at. */
const AHEAD = 2;

/** The gaps among the shifts that have not begun; a roster that is always too small for `on_duty` is no gap. */
export function gapsAhead(rotation: Rotation, rota: Pick<Rota, 'ahead'>, now: Date): Gap[] {
  const places = Math.min(rotation.on_duty, new Set(rotation.roster.map(memberKey)).size);
  return rota
    .ahead(AHEAD + 1)
    .filter(({ start }) => start > now)
    .slice(0, AHEAD)
    .filter(({ seats }) => seats < places)
    .map(({ start, end, stretches, seats }) => {
      return { start, end, onDuty: stretches[0]?.serving ?? [], missing: places - seats };
    });
}
