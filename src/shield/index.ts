export { type AssignedPayload, onAssigned } from './on-assigned.ts';
export { type LabeledPayload, onLabeled } from './on-labeled.ts';
export { type Interruptions, interruptionsIn } from './records.ts';
export { settleShield } from './settle-shield.ts';
export { interruptedWords } from './wording-counts.ts';
