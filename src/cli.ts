/** The paydown command: which word runs what. */
import { setFlagsFromString } from 'node:v8';
import manifest from '../package.json' with { type: 'json' };
import type { Command } from './cli/command.ts';
import { EXIT, type Io, json } from './cli/output.ts';
import { fileTrouble, told, UserError } from './errors.ts';
import { isSlipOf, nearestOf } from './slips.ts';
import { joinList } from './text.ts';

const USAGE = `Usage: paydown COMMAND

  demo         the whole loop over a simulated GitHub, told in the terminal
  start        the App
  register     creates the App on GitHub and writes .env
  deadletters  lists what was given up, and tries it again
  lint         checks a config file
  schedule     prints the shifts that a config file plans
  analyze      counts debt from exported issue events, and says whether it creeps
  dump         writes all records to a file
  restore      fills a new store from such a file

paydown COMMAND --help tells more, paydown --version which version this is.

Exit code: 0 done (also with warnings), 1 the input is unreadable or invalid, or it failed, 2 wrong usage.
`;

/** Loaded when asked for: `lint` should not wait for a database to load. */
const commands: Record<string, () => Promise<Command>> = {
  demo: async () => (await import('./sandbox/demo.ts').catch(needsDevelopmentPackages)).runDemo,
  start: async () => (await import('./cli/start.ts')).runStart,
  register: async () => (await import('./cli/register.ts')).runRegister,
  deadletters: async () => (await import('./cli/deadletters.ts')).runDeadLetters,
  lint: async () => (await import('./cli/lint.ts')).runLint,
  dump: async () => (await import('./cli/dump.ts')).runDump,
  restore: async () => (await import('./cli/restore.ts')).runRestore,
  schedule: async () => (await import('./cli/schedule.ts')).runSchedule,
  analyze: async () => (await import('./cli/analyze.ts').finally(spendMemory)).runAnalyze,
};

const io: Io = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
};

/**
 * The heap of the App grows by halves, so that it stays small; that makes a large analysis slow. It can be changed at run
 * time (Node.js documentation, "v8.setFlagsFromString"): 0 leaves it to V8.
 */
function spendMemory(): void {
  setFlagsFromString('--heap-growing-percent=0');
}

/** The simulated GitHub is left out of an installation for production. */
function needsDevelopmentPackages(cause: unknown): never {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND';
  if (!missing) throw cause;
  throw new UserError('The demo needs the development packages: run `npm ci` without --omit=dev.', { cause });
}

async function main([name, ...args]: string[]): Promise<number> {
  const [about, ...more] = args;
  if (name === 'help' && about !== undefined && !about.startsWith('-'))
    return main([about, '--help', ...more]);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? io.stderr : io.stdout)(USAGE);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  if (name === '--version') {
    io.stdout(`${manifest.version}\n`);
    return EXIT.done;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) return wrongCommand(name, args);
  const command = await load();
  return command(args, io);
}

/** Says that there is no such command; with `--json` also on stdout, where scripts read. Returns exit code 2. */
function wrongCommand(name: string, args: readonly string[]): number {
  const trouble = name === '--json' ? 'the command comes first, before --json;' : noCommand(name);
  const message = `${trouble} \`paydown --help\` tells more.`;
  if ([name, ...args].includes('--json')) io.stdout(json({ errors: [{ message }] }));
  io.stderr(`paydown: ${message}\n`);
  return EXIT.usage;
}

function noCommand(name: string): string {
  const known = Object.keys(commands);
  const nearest = nearestOf(name, known);
  const remedy =
    nearest !== undefined && isSlipOf(name, nearest)
      ? `did you mean \`${nearest}\`?`
      : `there are ${joinList(known)}.`;
  return `there is no command ${JSON.stringify(name)}; ${remedy}`;
}

/** Node itself would print all that an error carries: rows, requests, what was answered. */
function end(error: unknown): void {
  if (error instanceof UserError) io.stderr(`paydown: ${error.message}\n`);
  else io.stderr(`${faultOf(error)}\n`);
  process.exitCode = EXIT.invalid;
}

function faultOf(error: unknown): string {
  const { type, message, stack } = told(error);
  return `${type}: ${message}\n${stack}`;
}

/** After EPIPE whoever reads has read enough, as \`head\` does: there is nobody to tell. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE')
    end(new UserError(`cannot write to the standard output: ${fileTrouble(error)}.`, { cause: error }));
  process.exit();
});

process.on('uncaughtException', (error) => {
  end(error);
  process.exit();
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  end(error);
}
