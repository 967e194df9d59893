import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../errors.ts';

/** Another process holds the lock (SQLite, "Result and Error Codes"). */
const SQLITE_BUSY = 5;

/**
 * Holds a data folder for this process alone: PGlite does not lock its folder, and a second process on it
 * loses acknowledged writes without a word. The lock is one of the operating system's, taken by way of
 * SQLite ("File Locking And Concurrency In SQLite Version 3"), so it ends with the process however that
 * ends, and nothing stale is left behind.
 *
 * @param remedy what to do where another process holds the folder, as a sentence
 * @throws UserError when another process holds the folder.
 */
export function lockFolder(folder: string, remedy: string): { release: () => void } {
  const database = openLockFile(folder);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (!(cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY)) {
      throw new UserError(
        `DATA_DIR: the lock in ${folder} cannot be taken. Delete paydown.lock there, and start again.`,
        { cause },
      );
    }
    throw new UserError(
      `The data folder ${folder} is in use by another Paydown process, which holds paydown.lock there. ${remedy}`,
      { cause },
    );
  }
  return { release: () => database.close() };
}

function openLockFile(folder: string): DatabaseSync {
  try {
    return new DatabaseSync(join(folder, 'paydown.lock'), { timeout: 0 });
  } catch (cause) {
    throw new UserError(`DATA_DIR: the folder ${folder} cannot be written to.`, { cause });
  }
}
