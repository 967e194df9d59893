export { recordedShifts, rosterJoins } from './records.ts';
export { type Rota, rotaAt } from './rota.ts';
export type { Shift } from './schedule.ts';
