import { count } from '../text.ts';
import { type Estimates, WEEKS } from './estimates.ts';

/** How estimates compare with what it took; nothing where too few are known. */
export function estimatesWords(estimates: Estimates | undefined): string[] {
  if (!estimates) return [];
  const { ratio, issues } = estimates;
  const of = `(the median of ${count(issues)} paid in ${WEEKS} weeks)`;
  const times = Math.max(0.1, Math.round(ratio * 10) / 10);
  if (times === 1) return [`Estimates: the usual debt issue took the days it was estimated at ${of}.`];
  return [`Estimates: the usual debt issue took ${times} times the days it was estimated at ${of}.`];
}
