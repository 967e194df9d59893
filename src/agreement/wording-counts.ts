import { joinList, plural } from '../text.ts';
import type { DecisionCounts } from './counts.ts';

/** Decisions as one sentence; none where nothing was decided. */
export function countsWords(counts: DecisionCounts): string[] {
  const { accepted, deferred, prioritised, challenges, appeals, rulings } = counts;
  const parts = [
    accepted > 0 ? `${accepted} accepted` : '',
    deferred > 0 ? `${deferred} deferred` : '',
    prioritised > 0 ? `${prioritised} given a priority` : '',
    challenges > 0 ? plural(challenges, 'challenge') : '',
    appeals > 0 ? plural(appeals, 'appeal') : '',
    rulings > 0 ? plural(rulings, 'ruling') : '',
  ].filter((text) => text !== '');
  return parts.length > 0 ? [`Decisions on debt: ${joinList(parts)}.`] : [];
}
