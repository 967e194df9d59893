import type { Io } from './output.ts';

/** Runs a command with its arguments; resolves with the exit code. */
export type Command = (args: string[], io: Io) => Promise<number>;
