export { dashboardEffect, dashboardMarker, settleDashboard } from './dashboard.ts';
