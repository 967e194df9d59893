import { writeFile } from 'node:fs/promises';
import { type Config, type Problem, type Rotation, readConfig, teamOf } from '../config/index.ts';
import { fileTrouble, UserError } from '../errors.ts';
import { planShifts, type Shift } from '../rotation/schedule.ts';
import { isoSeconds, zoned } from '../time.ts';
import { type Arguments, readArguments, required } from './arguments.ts';
import { asCalendar } from './calendar.ts';
import { readInstant } from './instant.ts';
import { EXIT, failure, type Io, inFile, json, problemLine, readConfigFile, wrongUsage } from './output.ts';

const USAGE = `Usage: paydown schedule --config FILE --from ISO --to ISO [--json | --ics FILE]

Prints the shifts of each rotation that overlap a span, planned from the file alone.

  --config FILE   the config file (.github/paydown.yml)
  --from ISO      start of the span: 2026-01-05T09:00:00+01:00, 2026-01-05T08:00:00Z or 2026-01-05
  --to ISO        end of the span, exclusive; days and times without a zone are read as UTC
  --json          print one JSON document instead of tables in local time
  --ics FILE      write a calendar instead (iCalendar, RFC 5545), one event a shift; - for the output
  --help          print this

Exit code: 0 done, 1 a file is unreadable, invalid or cannot be written, 2 wrong usage.
`;

const OPTIONS = {
  config: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean' },
  ics: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Query = {
  readonly file: string;
  readonly from: Date;
  readonly to: Date;
  readonly format: 'json' | 'table' | { readonly ics: string };
};
type Planned = { readonly rotation: Rotation; readonly shifts: readonly Shift[] };

/** `paydown schedule`: the plan of a config file for a span of time. Returns the exit code. */
export async function runSchedule(args: readonly string[], io: Io): Promise<number> {
  try {
    const query = readQuery(args);
    if (query === 'help') {
      io.stdout(USAGE);
      return EXIT.done;
    }
    const config = await readValid(query, io);
    if (config === undefined) return EXIT.invalid;
    const plan = config.rotations.map((rotation) => ({
      rotation,
      shifts: planShifts(byFileAlone(rotation), query),
    }));
    return await print(plan, query, io);
  } catch (error) {
    if (error instanceof UserError) return wrongUsage(error.message, USAGE, args, io);
    throw error;
  }
}

/** The file does not say who is in a GitHub team: the name of the squad stands for its people. */
function byFileAlone(rotation: Rotation): Rotation {
  const roster = rotation.roster.map((member) =>
    'squad' in member && teamOf(member) !== undefined ? { ...member, members: [member.squad] } : member,
  );
  return { ...rotation, roster };
}

async function print(plan: readonly Planned[], { format }: Query, io: Io): Promise<number> {
  if (format === 'json') io.stdout(asJson(plan));
  else if (format === 'table') io.stdout(plan.map(asTable).join('\n'));
  else if (format.ics === '-') io.stdout(asCalendar(plan, new Date()));
  else return writeText(format.ics, asCalendar(plan, new Date()), io);
  return EXIT.done;
}

/** Where the file cannot be written, what was there before is as it was, or cut off. Returns the exit code. */
async function writeText(file: string, text: string, io: Io): Promise<number> {
  try {
    await writeFile(file, text);
    return EXIT.done;
  } catch (error) {
    return failure([`--ics: ${file} cannot be written: ${fileTrouble(error)}.`], [], io);
  }
}

function readQuery(args: readonly string[]): Query | 'help' {
  const given = readArguments(args, OPTIONS);
  if (given.has('help')) return 'help';
  const [stray] = given.positionals;
  if (stray !== undefined)
    throw new UserError(`'${stray}' is left over; files and times come after their option`);
  const [file, start, end] = required(given, ['config', 'from', 'to']);
  const from = readInstant('from', start);
  const to = readInstant('to', end);
  if (from >= to) throw new UserError(`--from (${isoSeconds(from)}) must be before --to (${isoSeconds(to)})`);
  return { file, from, to, format: readFormat(given) };
}

function readFormat(given: Arguments): Query['format'] {
  const ics = given.text('ics');
  if (ics !== undefined && given.has('json'))
    throw new UserError('--json and --ics do not go together; keep one of the two');
  return ics === undefined ? (given.has('json') ? 'json' : 'table') : { ics };
}

async function readValid({ file, format }: Query, io: Io): Promise<Config | undefined> {
  const { config, problems } = await readConfigFile(file).then(readConfig, unreadable);
  const said = problems.map((problem) => inFile(file, problem));
  for (const problem of said) io.stderr(problemLine(problem));
  const errors = said.filter(({ severity }) => severity === 'error');
  if (config === undefined && format === 'json') io.stdout(json({ errors }));
  return config;
}

function unreadable(error: unknown): { config: undefined; problems: Problem[] } {
  if (!(error instanceof UserError)) throw error;
  const message = `the file ${error.message}`;
  return { config: undefined, problems: [{ line: 1, column: 1, severity: 'error', path: '', message }] };
}

function asJson(plan: readonly Planned[]): string {
  const rotations = plan.map(({ rotation: { name, timezone }, shifts }) => ({
    name,
    timezone,
    shifts: shifts.map(({ start, end, onDuty }) => ({
      start: isoSeconds(start),
      end: isoSeconds(end),
      onDuty,
    })),
  }));
  return json({ rotations });
}

function asTable({ rotation: { name, timezone, starts }, shifts }: Planned): string {
  const lines = shifts.map(({ start, end, onDuty }) => {
    const people = onDuty.length === 0 ? '(nobody is available)' : onDuty.join(', ');
    return `  ${localTime(start, timezone)} – ${localTime(end, timezone)}  ${people}\n`;
  });
  // One shift follows another without end, so only a span before them all has none.
  const none = `  no shifts in this span; the first begins on ${starts.slice(0, 10)}\n`;
  return `${name}, ${timezone}\n${lines.length === 0 ? none : lines.join('')}`;
}

/** As `Mon 2026-01-05 09:00 +01:00`; the offset tells the two hours apart that the end of summer time repeats. */
function localTime(at: Date, timezone: string): string {
  const time = zoned(at, timezone);
  const weekday = time.toLocaleString('en', { weekday: 'short' });
  return `${weekday} ${time.toPlainDate()} ${time.toPlainTime().toString({ smallestUnit: 'minute' })} ${time.offset}`;
}
