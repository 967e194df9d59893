/**
 * JSON values out of a stream, however they are strung together: as elements of one array, of arrays one after the
 * other, of arrays in an array, or one a line. Arrays are opened, everything else is parsed as a whole, so that
 * memory holds one value at a time.
 */
import { isUtf8 } from 'node:buffer';
import { UserError } from '../errors.ts';

/** Where in a text; lines and columns count from 1, columns in bytes. */
export type TextPlace = { readonly line: number; readonly column: number };

export type FoundValue = { readonly value: unknown; readonly place: TextPlace };

/** Text that is not JSON, and where it stops being so. */
export class JsonError extends UserError {
  readonly place: TextPlace;
  constructor(message: string, place: TextPlace, cause?: unknown) {
    super(message, { cause });
    this.place = place;
  }
}

/** What may come next: a value; a value or the end of an array just opened; a comma or the end of an array. */
type Expected = 'value' | 'value or end' | 'comma or end';

/** The value that is being read: how deep in it, and whether in a string. It begins where `text` does. */
type Unfinished = { at: TextPlace; depth: number; inString: boolean; scanned: number };

/** Longer than this, in bytes, is no event: GitHub limits bodies to 65,536 characters. */
const LONGEST = 16 * 1024 * 1024;

/** What Windows puts before a text (byte order mark), and `cat` into the middle of several. */
const MARK = Buffer.from('\uFEFF');

const [QUOTE, BACKSLASH, COMMA, LINE_FEED] = [0x22, 0x5c, 0x2c, 0x0a];
const [OPEN, CLOSE, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The values in a stream of UTF-8, in batches. Throws a `JsonError`. */
export async function* jsonValues(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FoundValue[]> {
  const splitter = new Splitter();
  for await (const chunk of chunks)
    yield splitter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
  yield splitter.end();
}

class Splitter {
  /** Holds `text`, and is used again and again: a new one for each chunk would keep the garbage collector busy. */
  private room = Buffer.alloc(0);
  private text = this.room;
  private position = 0;
  private place = { line: 1, column: 1 };
  private arrays = 0;
  private expected: Expected = 'value';
  private unfinished: Unfinished | undefined;

  push(chunk: Buffer): FoundValue[] {
    this.take(chunk);
    const found: FoundValue[] = [];
    while (this.position < this.text.length) {
      const next = this.unfinished ? this.finish(this.unfinished) : this.between();
      if (next === 'more is needed') break;
      if (next) found.push(next);
    }
    return found;
  }

  end(): FoundValue[] {
    // Numbers and words end with the text alone.
    const isLeft = this.unfinished !== undefined || this.position < this.text.length;
    const found = isLeft ? this.push(Buffer.from('\n')) : [];
    if (this.unfinished || this.arrays > 0)
      throw new JsonError('the text ends in the middle of what is here: was the export cut off?', this.place);
    return found;
  }

  /** Goes on with what is left of the text and a chunk. */
  private take(chunk: Buffer): void {
    const left = this.text.subarray(this.position);
    const length = left.length + chunk.length;
    if (length > this.room.length) this.room = Buffer.allocUnsafe(2 * length);
    left.copy(this.room);
    chunk.copy(this.room, left.length);
    this.text = this.room.subarray(0, length);
    this.position = 0;
  }

  /** One step between values. */
  private between(): undefined | 'more is needed' {
    const byte = this.text[this.position] ?? 0;
    if (byte === MARK[0]) {
      const beginning = this.text.subarray(this.position, this.position + MARK.length);
      if (beginning.equals(MARK)) return this.advance(this.position + MARK.length);
      if (MARK.subarray(0, beginning.length).equals(beginning)) return 'more is needed';
    }
    if (byte === LINE_FEED || isBlank(byte)) return this.advance(this.position + 1);
    if (byte === COMMA && this.expected === 'comma or end') {
      this.expected = 'value';
      return this.advance(this.position + 1);
    }
    if (byte === CLOSE && this.arrays > 0 && this.expected !== 'value') {
      this.arrays -= 1;
      this.expected = this.arrays > 0 ? 'comma or end' : 'value';
      return this.advance(this.position + 1);
    }
    if (byte === CLOSE || byte === COMMA || this.expected === 'comma or end')
      throw new JsonError(`${this.wanted()} is expected here`, this.place);
    if (byte === OPEN) {
      this.arrays += 1;
      this.expected = 'value or end';
      return this.advance(this.position + 1);
    }
    this.unfinished = { at: this.place, depth: 0, inString: false, scanned: this.position };
  }

  private wanted(): string {
    if (this.expected === 'comma or end') return 'a comma or the end of the array';
    return this.expected === 'value' ? 'a value' : 'a value or the end of the array';
  }

  private finish(value: Unfinished): FoundValue | 'more is needed' {
    const end = endOf(this.text, value);
    if (end === undefined) {
      if (this.text.length - this.position > LONGEST)
        throw new JsonError('what begins here is longer than any event: is this a list of events?', value.at);
      value.scanned -= this.position;
      return 'more is needed';
    }
    const bytes = this.text.subarray(this.position, end);
    if (!isUtf8(bytes)) throw new JsonError('not text in UTF-8; save the file as UTF-8', value.at);
    const parsed = parse(bytes.toString(), value.at);
    this.advance(end);
    this.unfinished = undefined;
    this.expected = this.arrays > 0 ? 'comma or end' : 'value';
    return { value: parsed, place: value.at };
  }

  private advance(to: number): undefined {
    this.place = placeAfter(this.place, this.text.subarray(this.position, to));
    this.position = to;
  }
}

/** Where a value ends, or undefined if not in this text; goes on where it stopped. */
function endOf(text: Buffer, value: Unfinished): number | undefined {
  let { scanned: at, depth, inString } = value;
  for (; at < text.length; at += 1) {
    const byte = text[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
      continue;
    }
    if (depth === 0 && isDelimiter(byte)) return at;
    if (byte === QUOTE) inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE) {
      depth -= 1;
      if (depth <= 0) return at + 1;
    }
  }
  Object.assign(value, { scanned: at, depth, inString });
  return undefined;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

/** What ends a number or a word. */
function isDelimiter(byte: number): boolean {
  return byte === COMMA || byte === CLOSE || byte === LINE_FEED || isBlank(byte);
}

function parse(text: string, at: TextPlace): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { message } = cause as SyntaxError;
    const [, reason = message, position] = /^(.*?) in JSON at position (\d+)/.exec(message) ?? [];
    if (position !== undefined) {
      const before = Buffer.from(text.slice(0, Number(position)));
      throw new JsonError(`not valid JSON: ${reason}`, placeAfter(at, before), cause);
    }
    const [token = message] = message.split(', ');
    throw new JsonError(`not valid JSON in what begins here: ${token}`, at, cause);
  }
}

function placeAfter(from: TextPlace, passed: Buffer): { line: number; column: number } {
  let { line } = from;
  let column = from.column + passed.length;
  for (let at = passed.indexOf(LINE_FEED); at >= 0; at = passed.indexOf(LINE_FEED, at + 1)) {
    line += 1;
    column = passed.length - at;
  }
  return { line, column };
}
