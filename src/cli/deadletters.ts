import { storeEnvironment } from '../dotenv.ts';
import { readStoreLocation } from '../environment.ts';
import { UserError } from '../errors.ts';
import { createLanes, type DeadLetters, openDeadLetters, type Shown } from '../queue/index.ts';
import { joinStore, type StoreLocation } from '../store/index.ts';
import { wallClock } from '../time.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { driven, listed, NONE, notThere, opened } from './deadletters-wording.ts';
import { EXIT, failure, type Io, json, printable, wrongUsage } from './output.ts';
import { deadLettersOfFolder } from './running-process.ts';

const USAGE = `Usage: paydown deadletters [list] [--json]
       paydown deadletters show ID [--body] [--json]
       paydown deadletters retry ID... | --all [--json]

Work that was given up: deliveries, changes to GitHub, and what could not be brought in order.

  list     one line for each: id, since when, attempts, what it is about, reason
  show     everything about one; --body adds the body of a delivery, which may hold private text
  retry    tries those named, or --all, once more

Reads DATA_DIR or DATABASE_URL as \`paydown start\` does, also from .env. Where they are in a folder, the process
that runs on it must be running.

Exit code: 0 done, 1 unknown id or nothing running, 2 wrong usage.
`;

const OPTIONS = {
  all: { type: 'boolean' },
  body: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Task =
  | { readonly kind: 'help' }
  | { readonly kind: 'list' }
  | { readonly kind: 'show'; readonly id: string; readonly shown: Shown }
  | { readonly kind: 'retry'; readonly ids: readonly string[] | 'all' };

/** `paydown deadletters`: lists, shows and retries what was given up. Returns the exit code. */
export async function runDeadLetters(
  args: readonly string[],
  io: Io,
  env: NodeJS.ProcessEnv = storeEnvironment(),
): Promise<number> {
  let task: Task;
  try {
    task = readTask(readArguments(args, OPTIONS));
  } catch (error) {
    if (error instanceof UserError) return wrongUsage(error.message, USAGE, args, io);
    throw error;
  }
  try {
    if (task.kind === 'help') {
      io.stdout(USAGE);
      return EXIT.done;
    }
    await using deadLetters = await reach(readStoreLocation(env));
    return await carryOut(task, deadLetters, args, io);
  } catch (error) {
    if (error instanceof UserError) return failure([error.message], args, io);
    throw error;
  }
}

function readTask(given: Arguments): Task {
  if (given.has('help')) return { kind: 'help' };
  const [kind = 'list', ...ids] = given.positionals;
  if (given.has('all') && kind !== 'retry') throw new UserError('--all goes with retry');
  if (given.has('body') && kind !== 'show') throw new UserError('--body goes with show');
  switch (kind) {
    case 'list':
      if (ids.length > 0) throw new UserError(`list takes no id; did you mean \`show ${ids[0]}\`?`);
      return { kind };
    case 'show': {
      const [id, ...others] = ids;
      if (id === undefined || others.length > 0) throw new UserError('show takes one id');
      return { kind, id, shown: given.has('body') ? 'with body' : 'without body' };
    }
    case 'retry':
      if (given.has('all') === ids.length > 0) throw new UserError('retry takes ids, or --all');
      return { kind, ids: given.has('all') ? 'all' : ids };
    default:
      throw new UserError(`deadletters knows list, show and retry, not '${kind}'`);
  }
}

/** A database is worked on directly; a folder by way of the process that runs on it. */
async function reach(location: StoreLocation): Promise<DeadLetters & AsyncDisposable> {
  if ('dataDir' in location) {
    return { ...deadLettersOfFolder(location.dataDir), async [Symbol.asyncDispose]() {} };
  }
  const store = await joinStore(location.databaseUrl);
  const deadLetters = openDeadLetters({ db: store.db, lanes: await createLanes(store), clock: wallClock });
  return { ...deadLetters, [Symbol.asyncDispose]: store.close };
}

async function carryOut(
  task: Exclude<Task, { kind: 'help' }>,
  deadLetters: DeadLetters,
  args: readonly string[],
  io: Io,
): Promise<number> {
  const say = (text: string, value: object) =>
    io.stdout(args.includes('--json') ? json(value) : printable(text));
  switch (task.kind) {
    case 'list': {
      const letters = await deadLetters.list();
      say(listed(letters), { deadLetters: letters });
      return EXIT.done;
    }
    case 'show': {
      const letter = await deadLetters.show(task.id, task.shown);
      if (!letter) return failure([notThere(task.id)], args, io);
      say(opened(letter), { deadLetter: letter });
      return EXIT.done;
    }
    case 'retry': {
      const { unknown, ...done } = await deadLetters.retry(task.ids);
      if (unknown.length === 0) {
        say(driven(done) || NONE, done);
        return EXIT.done;
      }
      if (!args.includes('--json')) io.stdout(driven(done));
      return failure(unknown.map(notThere), args, io, done);
    }
  }
}
