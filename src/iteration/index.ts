export { type EndedIteration, iterationsEndedIn } from './ended.ts';
export { settleIteration } from './settle-iteration.ts';
