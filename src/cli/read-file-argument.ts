import { UserError } from '../errors.ts';
import { readArguments } from './arguments.ts';
import { EXIT, type Io, wrongUsage } from './output.ts';

/** The one FILE that a command takes, or with which code it ends: after `--help`, or where it is called wrongly. */
export function readFileArgument(args: readonly string[], usage: string, io: Io): string | number {
  try {
    const given = readArguments(args, { help: { type: 'boolean', short: 'h' } });
    if (given.has('help')) {
      io.stdout(usage);
      return EXIT.done;
    }
    const [file, ...others] = given.positionals;
    if (!file) throw new UserError('FILE is missing');
    if (others.length > 0)
      throw new UserError(`one FILE is meant, and ${given.positionals.length} are named`);
    return file;
  } catch (error) {
    if (error instanceof UserError) return wrongUsage(error.message, usage, args, io);
    throw error;
  }
}
