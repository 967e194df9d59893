/**
 * What a process that runs on a folder leaves there for commands that want to talk with it: where it listens, and
 * two secrets. Whoever knocks shows the one; the door answers with the other, so that a note that outlived its
 * process never has a command believe whoever listens on that port now.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export const OPERATOR_PATH = '/operator';
/** The header of an answer that carries the door's secret. */
export const REPLY = 'x-paydown-reply';

const Note = z.object({
  port: z.int().min(1).max(65_535),
  knock: z.string().min(1),
  reply: z.string().min(1),
});
export type Note = z.infer<typeof Note>;

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in constant time, so that nobody learns a secret piece by piece. */
export function isSecret(secret: string, shown: string | string[] | undefined): boolean {
  const [expected, given] = [Buffer.from(secret), Buffer.from(typeof shown === 'string' ? shown : '')];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Written whole or not at all, for its owner alone. @returns what takes it away again */
export async function leaveNote(folder: string, note: Note): Promise<() => Promise<void>> {
  const file = noteIn(folder);
  const draft = `${file}.new`;
  await rm(draft, { force: true });
  await writeFile(draft, JSON.stringify(note), { mode: 0o600, flag: 'wx' });
  await rename(draft, file);
  return () => rm(file, { force: true });
}

/** The note in a folder, or nothing where there is none that makes sense. @throws when it may not be read */
export async function readNote(folder: string): Promise<Note | undefined> {
  const text = await readFile(noteIn(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  try {
    return Note.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

function noteIn(folder: string): string {
  return join(folder, 'operator.json');
}
