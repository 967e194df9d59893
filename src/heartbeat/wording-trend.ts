/** The verdict on the trend, in words. */
import type { Trend } from './trend.ts';

/** One blunt sentence, without a word of chance or significance. */
export function trendSentence({ verdict, slopePerWeek, forecast }: Trend): string {
  const pace = Math.abs(slopePerWeek ?? 0).toFixed(1);
  const by = (what: string) => (forecast === null ? '' : `, ${what} by ${forecast} at this pace`);
  switch (verdict) {
    case 'creeping':
      return `Debt is creeping: about ${pace} issues more a week${by('doubled')}.`;
    case 'shrinking':
      return `Debt is shrinking: about ${pace} issues fewer a week${by('cleared')}.`;
    case 'holding':
      return 'No clear trend.';
    case 'insufficient-data':
      return 'Too early to say whether debt is creeping.';
  }
}

/** When a verdict is given, for whoever wonders. */
export const HOW_THE_TREND_IS_JUDGED = [
  'Debt is said to be creeping or shrinking when the last thirteen weeks together went one way by more than luck',
  'explains, two weeks running, and by enough to matter; it takes nine weeks before anything can be said.',
].join(' ');
