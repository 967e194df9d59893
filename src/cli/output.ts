import { open } from 'node:fs/promises';
import { MAX_BYTES, type Problem } from '../config/index.ts';
import { fileTrouble, UserError } from '../errors.ts';

/** Where a command writes; the text comes with its line breaks. */
export type Io = { readonly stdout: (text: string) => void; readonly stderr: (text: string) => void };

/** How a command ends: done (also with warnings), unreadable or invalid input, wrong usage. */
export const EXIT = { done: 0, invalid: 1, usage: 2 } as const;

/** A problem with the file that it is in, as `--json` shows it. */
export type FileProblem = Omit<Problem, 'path'> & { readonly file: string };

export function inFile(file: string, { line, column, severity, message }: Problem): FileProblem {
  return { file, line, column, severity, message };
}

/** `FILE:LINE:COL: error|warning: message`, as compilers write and editors understand. */
export function problemLine({ file, line, column, severity, message }: FileProblem): string {
  return `${file}:${line}:${column}: ${severity}: ${message}\n`;
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Says that the command was called wrongly, and how it is called, so short that both are seen; with `--json` also on stdout,
 * where scripts read. Returns exit code 2.
 *
 * @param usage what `--help` prints; it begins with `Usage: paydown COMMAND`, up to the first blank line
 */
export function wrongUsage(message: string, usage: string, args: readonly string[], io: Io): number {
  if (args.includes('--json')) io.stdout(json({ errors: [{ message }] }));
  const [synopsis = usage] = usage.split('\n\n', 1);
  const [command = 'paydown'] = /paydown \w+/.exec(synopsis) ?? [];
  io.stderr(`${message}\n\n${synopsis}\n\`${command} --help\` tells more.\n`);
  return EXIT.usage;
}

/** Says why a command failed; with `--json` also on stdout, with what else there is to tell. Returns exit code 1. */
export function failure(
  messages: readonly string[],
  args: readonly string[],
  io: Io,
  more: object = {},
): number {
  if (args.includes('--json')) io.stdout(json({ errors: messages.map((message) => ({ message })), ...more }));
  for (const message of messages) io.stderr(`${message}\n`);
  return EXIT.invalid;
}

/** What would steer a terminal, or hide or turn text around, is left out of what others wrote; line breaks stay. */
export function printable(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n\t]|[^\P{Cf}\u200C\u200D]/gu, '');
}

/**
 * The text of a config file, or its beginning if it is longer than a config may be, so that a wrong path to a
 * large file costs nothing. Throws a `UserError` if it cannot be read or is not UTF-8.
 */
export async function readConfigFile(file: string): Promise<string> {
  const bytes = await readBeginning(file).catch((cause: unknown) => {
    throw new UserError(`cannot be read: ${fileTrouble(cause)}`, { cause });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, {
      stream: bytes.length > MAX_BYTES,
    });
  } catch (cause) {
    throw new UserError('is not text in UTF-8; save it as UTF-8', { cause });
  }
}

async function readBeginning(file: string): Promise<Buffer> {
  await using handle = await open(file);
  const chunks: Buffer[] = [];
  let size = 0;
  // A little more than the limit, so that a character cut off at the end does not bring the text below it.
  while (size <= MAX_BYTES + 8) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(MAX_BYTES), 0, MAX_BYTES, null);
    if (bytesRead === 0) break;
    chunks.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
  return Buffer.concat(chunks);
}
