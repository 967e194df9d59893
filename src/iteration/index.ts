export { settleIteration } from './settle-iteration.ts';
