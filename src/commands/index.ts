export { type CommandsPayload, onCommands } from './on-comment.ts';
export { type Change, lastChanges } from './records.ts';
export { settleCommand } from './settle-command.ts';
