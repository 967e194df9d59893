export { absencesOf, endAbsences, isCovered, isOnRoster, recordAbsence } from './away.ts';
export { lastArranged, makeCover, previewCover, undo } from './cover-request.ts';
export type { Stretch, Void } from './covers.ts';
export { fairnessAt, type Service, type Spread, WEEKS } from './fairness.ts';
export { type Gap, gapsAhead } from './gaps.ts';
export { earlier, later, shiftsBetween } from './grid.ts';
export { type Rota, rotaAt, type ShiftAhead } from './rota.ts';
export type { Shift } from './schedule.ts';
export type { Waiting } from './waiting.ts';
