export { type EndedIteration, iterationsEndedIn } from './ended.ts';
export { type NextIteration, nextIteration } from './next.ts';
export { settleIteration } from './settle-iteration.ts';
