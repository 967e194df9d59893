/** Reading exported issue events from a file or from the standard input. */
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { touchesDebt } from '../debt/history.ts';
import type { IssueEvent } from '../debt/index.ts';
import { fileTrouble, UserError } from '../errors.ts';
import { plural } from '../text.ts';
import { JsonError, jsonValues, type TextPlace } from './json-values.ts';
import { type FileProblem, printable } from './output.ts';

/** A file that cannot be used, with all that is wrong in it. */
export class EventsError extends UserError {
  readonly problems: readonly FileProblem[];
  constructor(problems: readonly FileProblem[]) {
    super(problems.map(({ message }) => message).join('; '));
    this.problems = problems;
  }
}

/** How much is read at once, in bytes. */
const CHUNK = 1024 * 1024;

/** Past these the rest is counted only. */
const PROBLEMS = 10;

const Instant = z.string().refine(isInstant, 'must be a time such as 2026-01-05T08:00:00Z');
const Optional = z.string().nullish();
const Name = Optional.transform((name) => name ?? undefined);

const Issue = z.object({
  number: z.int().positive(),
  repository_url: Name,
  created_at: Instant.nullish().transform((at) => at ?? undefined),
  updated_at: Name,
  state: Name,
  labels: z
    .array(z.union([z.string(), z.object({ name: Optional })]))
    .nullish()
    .transform((labels) => labels ?? undefined),
  pull_request: z
    .unknown()
    .transform((link) => (link ? {} : undefined))
    .optional(),
});

const Event = z.object({
  // Whole, but maybe larger than what JavaScript tells apart.
  id: z.number().refine(Number.isInteger, 'must be a whole number'),
  event: z.string(),
  created_at: Instant,
  state_reason: Optional,
  label: z.object({ name: Optional }).nullish(),
  issue: Issue.nullish(),
});

/** A time with its zone, on a day that there is: without a zone it would be that of the machine. */
function isInstant(text: string): boolean {
  const [, year, month, day] =
    /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i.exec(text) ?? [];
  if (Number.isNaN(Date.parse(text))) return false;
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

/** What the ledger reads of an event, or undefined where it is none. */
export function eventOf(value: unknown): IssueEvent | undefined {
  return Event.safeParse(value).data;
}

/** GitHub's own answer in place of events ("Troubleshooting the REST API"). */
const Refusal = z.object({ message: z.string(), event: z.undefined().optional() });

/**
 * The events in a file, `-` for the standard input, reduced to what the ledger reads. One array, arrays one after the
 * other, arrays of pages, one event a line: all of it counts, in any order. An event of a kind that touches no debt may
 * lack whatever it likes.
 *
 * @throws EventsError with the place of what is not JSON, and the number of each entry that is no event
 */
export async function readEvents(file: string, stdin: AsyncIterable<Uint8Array>): Promise<IssueEvent[]> {
  const name = file === '-' ? '<stdin>' : file;
  const events: IssueEvent[] = [];
  const problems: FileProblem[] = [];
  const report = (message: string, { line, column }: TextPlace) => {
    problems.push({ file: name, line, column, severity: 'error', message });
  };
  let index = 0;
  let wrong = 0;
  try {
    for await (const batch of jsonValues(textOf(file === '-' ? stdin : bytesOf(file)))) {
      for (const { value, place } of batch) {
        const read = Event.safeParse(value);
        if (read.success) events.push(read.data);
        else if (!isOfNoAccount(value) && ++wrong <= PROBLEMS)
          report(`entry ${index}: ${reasonOf(value, read.error)}`, place);
        index += 1;
      }
    }
  } catch (error) {
    if (error instanceof JsonError) report(error.message, error.place);
    else report(`the file ${unreadable(error)}`, { line: 1, column: 1 });
  }
  if (wrong > PROBLEMS)
    report(`and ${plural(wrong - PROBLEMS, 'entry', 'entries')} more are wrong`, { line: 1, column: 1 });
  if (problems.length > 0) throw new EventsError(problems);
  return events;
}

const OfAnyKind = z.object({ event: z.string() });

function isOfNoAccount(value: unknown): boolean {
  const { data } = OfAnyKind.safeParse(value);
  return data !== undefined && !touchesDebt(data.event);
}

function unreadable(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof Error && 'code' in error) return `cannot be read: ${fileTrouble(error)}`;
  throw error;
}

/** The bytes of a file, each chunk in the place of the one before it. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  await using handle = await open(file);
  const buffer = Buffer.alloc(CHUNK);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The text of a file that is text. */
async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isBlank = true;
  let isFirst = true;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const foreign = isFirst ? foreignFormat(bytes) : undefined;
    if (foreign !== undefined) throw new UserError(foreign);
    isBlank = isBlank && bytes.toString().trim() === '';
    isFirst = false;
    yield bytes;
  }
  if (isBlank) throw new UserError('is empty: did the export fail?');
}

function foreignFormat(bytes: Buffer): string | undefined {
  if (startsWith(bytes, 0x1f, 0x8b)) return 'is compressed: run `gunzip` on it first';
  const isWide =
    startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) || bytes.subarray(0, 4).includes(0);
  return isWide ? 'is not text in UTF-8; save it as UTF-8' : undefined;
}

function startsWith(bytes: Buffer, ...beginning: number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}

/** What keeps an entry from being an event, named by its key. */
function reasonOf(value: unknown, { issues }: z.ZodError): string {
  const refusal = Refusal.safeParse(value).data;
  if (refusal) return `no issue event, but what GitHub answered instead: "${printable(refusal.message)}"`;
  const [{ path, message } = { path: [], message: 'wrong' }] = issues;
  return path.length === 0 ? `no issue event, but ${kindOf(value)}` : `${path.join('.')} ${phrase(message)}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? 'an object of another kind' : `a ${typeof value}`;
}

/** Zod says "Invalid input: expected number, received undefined". */
function phrase(message: string): string {
  const [, expected, received] = /expected (\S+), received (\S+)/.exec(message) ?? [];
  if (received === 'undefined') return 'is missing';
  return expected === undefined ? message : `must be ${expected}, not ${received}`;
}
