export { announcementsOn, settleDashboard } from './dashboard.ts';
export { emptyPlaceLine, gapLine } from './wording-gap.ts';
