export { foreseeHandoff } from './foresee.ts';
export { settleHandoff } from './settle-handoff.ts';
export { settleNotice } from './settle-notice.ts';
