import { type Problem, readConfig } from '../config/index.ts';
import { UserError } from '../errors.ts';
import { readArguments } from './arguments.ts';
import {
  EXIT,
  type FileProblem,
  type Io,
  inFile,
  json,
  problemLine,
  readConfigFile,
  wrongUsage,
} from './output.ts';

const USAGE = `Usage: paydown lint FILE [--json]

Checks a Paydown config file (.github/paydown.yml) and prints one line for each problem:
FILE:LINE:COL: error|warning: message

  --json   print one JSON document instead
  --help   print this

Exit code: 0 no errors (warnings are none), 1 errors or unreadable, 2 wrong usage.
`;

const OPTIONS = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'lint'; readonly file: string; readonly format: 'json' | 'text' };

/** `paydown lint`: checks a config file without knowing where it lives. Returns the exit code. */
export async function runLint(args: readonly string[], io: Io): Promise<number> {
  let command: Command;
  try {
    command = readCommand(args);
  } catch (error) {
    if (error instanceof UserError) return wrongUsage(error.message, USAGE, args, io);
    throw error;
  }
  if (command.kind === 'help') {
    io.stdout(USAGE);
    return EXIT.done;
  }
  const { file, format } = command;
  const problems = (await problemsOf(file)).map((problem) => inFile(file, problem));
  if (format === 'json') io.stdout(json(report(problems)));
  else for (const problem of problems) io.stdout(problemLine(problem));
  return problems.some(({ severity }) => severity === 'error') ? EXIT.invalid : EXIT.done;
}

function readCommand(args: readonly string[]): Command {
  const given = readArguments(args, OPTIONS);
  if (given.has('help')) return { kind: 'help' };
  const [file, ...others] = given.positionals;
  if (file === undefined || file === '')
    throw new UserError('FILE is missing: name the config file to check');
  if (others.length > 0)
    throw new UserError(`lint checks one file, but ${given.positionals.length} are named`);
  return { kind: 'lint', file, format: given.has('json') ? 'json' : 'text' };
}

async function problemsOf(file: string): Promise<Problem[]> {
  try {
    return readConfig(await readConfigFile(file)).problems;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ line: 1, column: 1, severity: 'error', path: '', message: `the file ${error.message}` }];
  }
}

function report(problems: readonly FileProblem[]) {
  const { error: errors, warning: warnings = [] } = Object.groupBy(problems, ({ severity }) => severity);
  return errors === undefined ? { problems } : { errors, warnings };
}
