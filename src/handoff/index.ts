export { type Answers, readAnswers } from './read-answers.ts';
export { settleHandoff } from './settle-handoff.ts';
