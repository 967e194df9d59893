import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { isTimezone, nearestTimezone } from '../config/timezone.ts';
import { exportedLedger } from '../debt/exported-ledger.ts';
import type { IssueEvent } from '../debt/index.ts';
import { processEnvironment } from '../dotenv.ts';
import { fileTrouble, UserError } from '../errors.ts';
import { type Analysis, analyse } from '../heartbeat/analysis.ts';
import { type Clock, wallClock } from '../time.ts';
import { asChart } from './analyze-chart.ts';
import { notesOn } from './analyze-notes.ts';
import { asCsv, asJson } from './analyze-output.ts';
import { asText } from './analyze-text.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { EventsError, readEvents } from './events-file.ts';
import { readInstant } from './instant.ts';
import { EXIT, failure, type Io, json, problemLine, wrongUsage } from './output.ts';
import { progressOn } from './progress.ts';

const USAGE = `Usage: paydown analyze --events FILE [--label NAME...] [--timezone TZ] [--until ISO]
                       [--json | --csv] [--chart FILE.svg]
       paydown analyze --repo OWNER/REPO [--save FILE] ...

Counts debt from GitHub's issue events: how much was open week by week, how old it is, how long paying takes, and
whether it creeps.

  --events FILE   what \`gh api --paginate repos/OWNER/REPO/issues/events\` printed; - for the standard input
  --repo O/R      fetch the events from GitHub; GITHUB_TOKEN is the token, GITHUB_API_URL another GitHub
  --save FILE     keep what was fetched, so that next time only what is new is fetched
  --label NAME... the labels that make an issue debt (tech-debt)
  --timezone TZ   whose weeks are counted, such as Europe/Berlin (UTC)
  --until ISO     the end, exclusive: 2026-01-05T09:00:00+01:00 or 2026-01-05, which begins in TZ (now)
  --json          print one JSON document instead of text
  --csv           print the weeks as comma-separated values
  --chart FILE    write a picture (SVG) of the newest 26 weeks, too
  --help          print this

Exit code: 0 done, 1 the events cannot be read or had, 2 wrong usage.
`;

const OPTIONS = {
  events: { type: 'string' },
  repo: { type: 'string' },
  save: { type: 'string' },
  label: { type: 'string', multiple: true },
  timezone: { type: 'string' },
  until: { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  chart: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Query = {
  readonly source: { readonly file: string } | { readonly repo: string; readonly save: string | undefined };
  readonly labels: readonly string[];
  readonly timezone: string;
  readonly until: Date;
  readonly format: 'json' | 'csv' | 'text';
  readonly chart: string | undefined;
};

/** What the command takes from the process. */
export type Surroundings = {
  readonly clock: Clock;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: () => NodeJS.ProcessEnv;
  /** Where progress is shown. */
  readonly terminal: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly sleep: (ms: number) => Promise<unknown>;
};

const here: Surroundings = {
  clock: wallClock,
  env: processEnvironment,
  terminal: process.stderr,
  sleep: setTimeout,
  get stdin() {
    return process.stdin;
  },
};

/** `paydown analyze`: the ledger and the trend of a repository's issue events. Returns the exit code. */
export async function runAnalyze(
  args: readonly string[],
  io: Io,
  surroundings: Surroundings = here,
): Promise<number> {
  let query: Query | 'help';
  try {
    query = readQuery(args, surroundings.clock());
  } catch (error) {
    if (error instanceof UserError) return wrongUsage(error.message, USAGE, args, io);
    throw error;
  }
  if (query === 'help') {
    io.stdout(USAGE);
    return EXIT.done;
  }
  try {
    const events = await eventsOf(query, surroundings);
    const ledger = exportedLedger(events, query.labels, query.until);
    for (const note of notesOn(ledger, events, query.labels)) io.stderr(`${note}\n`);
    await print(analyse(ledger.spells, query.until, query.timezone), query, io);
    return EXIT.done;
  } catch (error) {
    if (error instanceof EventsError) return wrongEvents(error, query, io);
    if (error instanceof UserError) return failure([error.message], args, io);
    throw error;
  }
}

function readQuery(args: readonly string[], now: Date): Query | 'help' {
  const given = readArguments(args, OPTIONS);
  if (given.has('help')) return 'help';
  const [stray] = given.positionals;
  if (stray !== undefined) throw new UserError(`'${stray}' is left over; a file comes after --events`);
  if (given.has('json') && given.has('csv'))
    throw new UserError('--json and --csv do not go together; keep one of the two');
  const timezone = readTimezone(given.text('timezone') ?? 'UTC');
  const until = given.text('until');
  return {
    source: readSource(given),
    labels: readLabels(given.list('label')),
    timezone,
    until: until === undefined ? now : readInstant('until', until, timezone),
    format: given.has('json') ? 'json' : given.has('csv') ? 'csv' : 'text',
    chart: given.text('chart'),
  };
}

function readSource(given: Arguments): Query['source'] {
  const [file, repo, save] = [given.text('events'), given.text('repo'), given.text('save')];
  if (file !== undefined && repo !== undefined)
    throw new UserError('--events and --repo do not go together; keep one of the two');
  if (save !== undefined && repo === undefined) throw new UserError('--save goes with --repo');
  if (file !== undefined) return { file };
  if (repo === undefined) throw new UserError('--events or --repo is missing');
  if (!/^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/.test(repo))
    throw new UserError(`--repo must be OWNER/REPO, such as acme/api, not '${repo}'`);
  return { repo, save };
}

function readLabels(names: readonly string[]): readonly string[] {
  if (names.includes('')) throw new UserError('--label has no value');
  return names.length > 0 ? names : ['tech-debt'];
}

function readTimezone(name: string): string {
  if (isTimezone(name)) return name;
  const nearest = nearestTimezone(name);
  const help = nearest === undefined ? 'use a name such as Europe/Berlin' : `did you mean ${nearest}?`;
  throw new UserError(`--timezone: there is no time zone '${name}'; ${help}`);
}

async function eventsOf({ source }: Query, around: Surroundings): Promise<readonly IssueEvent[]> {
  if ('file' in source) return readEvents(source.file, around.stdin);
  const { fetchEvents } = await import('./fetch-events.ts');
  const progress = progressOn(around.terminal, 'pages');
  return fetchEvents(source, { ...around, env: around.env(), progress });
}

async function print(analysis: Analysis, { format, chart }: Query, io: Io): Promise<void> {
  if (chart !== undefined) await writeChart(chart, asChart(analysis));
  if (format === 'json') io.stdout(asJson(analysis));
  else io.stdout(format === 'csv' ? asCsv(analysis) : asText(analysis));
}

async function writeChart(file: string, svg: string): Promise<void> {
  await writeFile(file, svg).catch((cause: unknown) => {
    throw new UserError(`--chart: ${file} cannot be written: ${fileTrouble(cause)}`, { cause });
  });
}

function wrongEvents({ problems }: EventsError, { format }: Query, io: Io): number {
  if (format === 'json') io.stdout(json({ errors: problems }));
  for (const problem of problems) io.stderr(problemLine(problem));
  return EXIT.invalid;
}
