export { foreseeHandoff, foreseeNotices } from './foresee.ts';
export { type Answers, readAnswers } from './read-answers.ts';
export { settleHandoff } from './settle-handoff.ts';
export { settleNotice } from './settle-notice.ts';
