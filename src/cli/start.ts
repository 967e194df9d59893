import { storeEnvironment } from '../dotenv.ts';
import { readEnvironment } from '../environment.ts';
import { start } from '../main.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { EXIT, wrongUsage } from './output.ts';

const USAGE = `Usage: paydown start

Runs the App. It is configured by its environment, and reads .env in the current folder where there is one:

  APP_ID, PRIVATE_KEY or PRIVATE_KEY_PATH, WEBHOOK_SECRET   required; \`paydown register\` writes them
  PORT (3000), HOST (127.0.0.1)                             where it listens
  GITHUB_API_URL                                            a GitHub Enterprise Server, https://HOST/api/v3
  DATA_DIR (./data) or DATABASE_URL                         a folder, or a PostgreSQL
  ROLE (all)                                                all, web or worker
  LOG_LEVEL (info)                                          fatal, error, warn, info, debug, trace, silent

Exit code: 0 stopped by SIGTERM or SIGINT, 1 it could not start or failed, 2 wrong usage.
`;

/** A stop that takes longer is cut short: process managers send SIGKILL after 30 seconds, as a rule. */
const STOP_WITHIN = 25_000;

export const runStart: Command = async (args, io) => {
  try {
    const given = readArguments(args, { help: { type: 'boolean', short: 'h' } });
    if (given.has('help')) {
      io.stdout(USAGE);
      return EXIT.done;
    }
    if (given.positionals.length > 0) return wrongUsage('start takes no arguments', USAGE, args, io);
  } catch (error) {
    return wrongUsage(error instanceof Error ? error.message : String(error), USAGE, args, io);
  }
  // Heard from the first moment on; one that comes before there is anything to finish ends it as a crash would.
  const asked = askedToStop();
  const running = await Promise.race([start(readEnvironment(storeEnvironment())), asked]);
  if (!running) process.exit(EXIT.done);
  await asked;
  setTimeout(() => process.exit(EXIT.invalid), STOP_WITHIN).unref();
  await running.stop();
  return EXIT.done;
};

function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
