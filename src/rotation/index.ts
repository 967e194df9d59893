export { absencesOf, endAbsences, isCovered, isOnRoster, recordAbsence } from './away.ts';
export { lastArranged, makeCover, previewCover, undo } from './cover-request.ts';
export type { Void } from './covers.ts';
export { later } from './grid.ts';
export { presentAt } from './present.ts';
export { type Rota, rotaAt } from './rota.ts';
export type { Shift } from './schedule.ts';
export type { Waiting } from './waiting.ts';
