export { settleHandoff } from './settle-handoff.ts';
