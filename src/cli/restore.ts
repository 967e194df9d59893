import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { processEnvironment, readStoreLocation } from '../environment.ts';
import { UserError } from '../errors.ts';
import { restoreStore } from '../store/index.ts';
import type { Command } from './command.ts';
import { EXIT } from './output.ts';
import { readFileArgument } from './read-file-argument.ts';

const USAGE = `Usage: paydown restore FILE

Fills a new store with what \`paydown dump\` wrote: the folder DATA_DIR, or the empty PostgreSQL of DATABASE_URL.
All of it is restored, or nothing. A store that is in use already is left as it is.
`;

export const runRestore: Command = async (args, io) => {
  const file = readFileArgument(args, USAGE, io);
  if (typeof file === 'number') return file;
  const location = readStoreLocation(processEnvironment());
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 1024 * 1024 });
  await once(stream, 'open').catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`${file} cannot be read: ${cause.code}.`, { cause });
  });
  const rows = await restoreStore(location, linesOf(stream));
  io.stderr(`${rows} rows restored from ${file}\n`);
  return EXIT.done;
};

/** Split at line feeds alone: `readline` also splits at characters that JSON may hold as they are, such as U+2028. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
