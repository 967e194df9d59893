export { settleHeartbeat } from './settle-heartbeat.ts';
