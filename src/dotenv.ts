/** The settings of this process: its environment, and what `.env` in the current folder adds to it. */
import { existsSync, statSync } from 'node:fs';
import { UserError } from './errors.ts';

const FILE = '.env';

/** The environment of this process, and what `.env` adds to it; a variable that is there, even empty, stays. @throws UserError */
export function processEnvironment(): NodeJS.ProcessEnv {
  if (!existsSync(FILE)) return process.env;
  if (statSync(FILE).isDirectory()) {
    throw new UserError(
      '.env is a folder, and a file with settings is meant. Move it away, or run this in another folder.',
    );
  }
  try {
    process.loadEnvFile(FILE);
  } catch (cause) {
    throw new UserError(
      '.env is there, but cannot be read. Run this as the user of the service, or let this user read it (chmod, chgrp).',
      { cause },
    );
  }
  return process.env;
}

/**
 * The same, for a command that opens the store. Whoever names a folder means that folder, and not the database that
 * `.env` names for the App in service: the one of the two that counts is left to nobody's guess.
 *
 * @throws UserError
 */
export function storeEnvironment(): NodeJS.ProcessEnv {
  const namesFolder = Boolean(process.env.DATA_DIR?.trim());
  const decided = process.env.DATABASE_URL !== undefined;
  const env = processEnvironment();
  if (namesFolder && !decided && env.DATABASE_URL?.trim()) {
    throw new UserError(
      'DATA_DIR is set, but .env names a database as well (DATABASE_URL), and that would count. For the folder set `DATABASE_URL=` (empty) beside DATA_DIR; for the database leave DATA_DIR out.',
    );
  }
  return env;
}

/** Where settings were looked for in vain, to be added to what is missing. */
export function whereSettingsAre(): string {
  return existsSync(FILE)
    ? `${process.cwd()}/${FILE} was read.`
    : `There is no .env in ${process.cwd()}: run this in the folder that has it.`;
}
