import type { Advisories } from './advisories.ts';
import type { Licences } from './licences.ts';

/** 0 nothing serious, 1 something is, 3 nothing that is known: a registry that is silent finds no fault with anything. */
export function exitCodeOf(advisories: Advisories, licences: Pick<Licences, 'refused'>): 0 | 1 | 3 {
  if (licences.refused.length > 0) return 1;
  if (advisories.kind === 'unknown') return 3;
  return advisories.serious.length > 0 ? 1 : 0;
}
