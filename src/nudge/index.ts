export { settleNudges } from './settle-nudges.ts';
