import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { storeEnvironment } from '../dotenv.ts';
import { readStoreLocation } from '../environment.ts';
import { fileTrouble, UserError } from '../errors.ts';
import { restoreStore, storeName } from '../store/index.ts';
import type { Command } from './command.ts';
import { EXIT } from './output.ts';
import { readFileArgument } from './read-file-argument.ts';

const USAGE = `Usage: paydown restore FILE

Fills a new store with what \`paydown dump\` wrote: the folder DATA_DIR, or the empty PostgreSQL of DATABASE_URL.
All of it is restored, or nothing. A store that is in use already is left as it is.

Exit code: 0 done, 1 it failed and nothing is restored, 2 wrong usage.
`;

export const runRestore: Command = async (args, io) => {
  const file = readFileArgument(args, USAGE, io);
  if (typeof file === 'number') return file;
  const location = readStoreLocation(storeEnvironment());
  await refuseUnlessReadable(file);
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 1024 * 1024 });
  const rows = await restoreStore(location, linesOf(stream));
  io.stderr(`${rows} rows restored from ${file} into ${storeName(location)}\n`);
  return EXIT.done;
};

/** What a file compressed by gzip begins with (RFC 1952, "Member header and trailer"). */
const GZIP = Buffer.from([0x1f, 0x8b]);

async function refuseUnlessReadable(file: string): Promise<void> {
  const beginning = await readBeginning(file).catch((cause: unknown) => {
    throw new UserError(`${file} cannot be read: ${fileTrouble(cause)}.`, { cause });
  });
  if (beginning.equals(GZIP))
    throw new UserError(`${file} is compressed: run \`gunzip\` on it first, and name what comes out.`);
}

async function readBeginning(file: string): Promise<Buffer> {
  await using handle = await open(file);
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(GZIP.length), 0, GZIP.length, 0);
  return buffer.subarray(0, bytesRead);
}

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
