export { settleCheck } from './settle-check.ts';
