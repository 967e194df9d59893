export { announcementsOn, settleDashboard } from './dashboard.ts';
export { gapLine } from './wording-gap.ts';
