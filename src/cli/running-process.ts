/** The dead letters of a folder, asked of the process that runs on it: nobody else may open it. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { UserError } from '../errors.ts';
import { isSecret, type Note, OPERATOR_PATH, type Question, REPLY, readNote } from '../http/index.ts';
import type { DeadLetter, DeadLetters, OpenedLetter, Retried } from '../queue/index.ts';

/** How long the process may be silent, in milliseconds. */
const SILENCE = 30_000;

/** @throws UserError from every question, where nothing runs on the folder */
export function deadLettersOfFolder(folder: string): DeadLetters {
  return {
    list: () => ask<DeadLetter[]>(folder, { ask: 'list' }),
    async show(id, shown) {
      return (await ask<OpenedLetter | null>(folder, { ask: 'show', id, shown })) ?? undefined;
    },
    retry: (ids) => ask<Retried>(folder, { ask: 'retry', ids: ids === 'all' ? ids : [...ids] }),
  };
}

/** The door proves who it is before it is believed, so its answer is of the type that this version gives. */
async function ask<T>(folder: string, question: Question): Promise<T> {
  const note = await readNote(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(
      `DATA_DIR: operator.json in ${resolve(folder)} cannot be read (${cause.code}). Run this as the user who runs Paydown.`,
      { cause },
    );
  });
  if (!note) throw nothingRuns(folder);
  const answer = await post(note, question).catch((cause: unknown) => {
    throw nothingRuns(folder, cause);
  });
  if (answer === 'a stranger') throw nothingRuns(folder);
  if (answer.status !== 200) throw new UserError(answer.text.trim());
  return JSON.parse(answer.text) as T;
}

type Said = { readonly status: number | undefined; readonly text: string };

async function post(note: Note, question: Question): Promise<Said | 'a stranger'> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest({
      ...{ host: '127.0.0.1', port: note.port, path: OPERATOR_PATH, method: 'POST' },
      headers: { authorization: `Bearer ${note.knock}` },
      // The usual agent may be set to go by way of a proxy.
      agent: false,
      timeout: SILENCE,
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('response', resolve).on('error', reject);
    request.end(JSON.stringify(question));
  });
  if (isSecret(note.reply, answer.headers[REPLY]))
    return { status: answer.statusCode, text: await text(answer) };
  answer.destroy();
  return 'a stranger';
}

function nothingRuns(folder: string, cause?: unknown): UserError {
  return new UserError(
    `Nothing is running on the folder ${resolve(folder)}, and dead letters in a folder are read through the process that runs on it. Start Paydown there, or set DATA_DIR (or DATABASE_URL) as it is set for the running one.`,
    { cause },
  );
}
