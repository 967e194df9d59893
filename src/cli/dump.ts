import { open, rm } from 'node:fs/promises';
import { storeEnvironment } from '../dotenv.ts';
import { readStoreLocation } from '../environment.ts';
import { fileTrouble, UserError } from '../errors.ts';
import { dumpStore, storeName } from '../store/index.ts';
import type { Command } from './command.ts';
import { EXIT } from './output.ts';
import { readFileArgument } from './read-file-argument.ts';

const USAGE = `Usage: paydown dump FILE

Writes everything that Paydown knows to a new file, from which \`paydown restore\` fills a new store of either kind.
The store is the one that \`paydown start\` uses: the folder DATA_DIR (stop the App first), or the PostgreSQL of
DATABASE_URL (the App may run). FILE holds titles of issues and webhooks: only its owner may read it.

Exit code: 0 done, 1 it failed and FILE is not there, 2 wrong usage.
`;

export const runDump: Command = async (args, io) => {
  const file = readFileArgument(args, USAGE, io);
  if (typeof file === 'number') return file;
  const location = readStoreLocation(storeEnvironment());
  const handle = await open(file, 'wx', 0o600).catch((cause: unknown) => {
    throw new UserError(`${file} cannot be made: ${fileTrouble(cause)}${remedyOf(cause)}.`, { cause });
  });
  try {
    const rows = await dumpStore(location, handle.createWriteStream({ flush: true }));
    io.stderr(`${rows} rows of ${storeName(location)} written to ${file}\n`);
    return EXIT.done;
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
};

/** What is there is kept: it may be the only backup. */
function remedyOf(cause: unknown): string {
  const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
  return isThere ? '; name another' : '';
}
