export { absencesOf, endAbsences, isOnAnyRoster, recordAbsence } from './away.ts';
export { later } from './grid.ts';
export { type Rota, rotaAt } from './rota.ts';
export type { Shift } from './schedule.ts';
export type { Waiting } from './waiting.ts';
