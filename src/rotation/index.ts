export { absencesOf, endAbsences, isCovered, isOnRoster, recordAbsence } from './away.ts';
export { lastArranged, makeCover, previewCover, undo } from './cover-request.ts';
export type { Stretch, Void } from './covers.ts';
export { later, shiftsBetween } from './grid.ts';
export { type Rota, rotaAt, type ShiftAhead } from './rota.ts';
export type { Shift } from './schedule.ts';
export type { Waiting } from './waiting.ts';
