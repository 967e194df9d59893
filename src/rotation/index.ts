export { type Rota, rotaAt } from './rota.ts';
export { planShifts, type Shift } from './schedule.ts';
