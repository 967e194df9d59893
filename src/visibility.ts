import type { Visibility } from './store/index.ts';

/** From the fewest who may read to the most ("About repositories: About repository visibility"). */
const order: readonly Visibility[] = ['private', 'internal', 'public'];

/**
 * Whether what comes from one repository may be told in another: only if everybody who reads it there may read
 * it where it comes from. Both are asked for whenever something leaves (`veil.ts`), since either may change.
 */
export function isVisibleAt(home: { visibility: Visibility }, from: { visibility: Visibility }): boolean {
  return order.indexOf(from.visibility) >= order.indexOf(home.visibility);
}
