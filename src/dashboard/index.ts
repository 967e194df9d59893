export { dashboardEffect, dashboardMarker, settleDashboard } from './dashboard.ts';
export { gapLine } from './wording-gap.ts';
