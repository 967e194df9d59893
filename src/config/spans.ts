import { LineCounter } from 'yaml';
import type { Path, Position } from './problem.ts';

/** Where a key of the file and its value begin, as offsets; an item of a list has no key. */
export type Span = { readonly key: number | undefined; readonly value: number };

/**
 * Finds the place of a path in the file. What is not in the file (a key that is missing, a default) is answered
 * with the nearest thing around it that is.
 */
export type Locator = {
  /** Where the value begins. */
  readonly value: (path: Path) => Position;
  /** Where the key begins; for an item of a list, the item. */
  readonly key: (path: Path) => Position;
};

/** The places of everything in one file, noted while it is read. */
export class Spans implements Locator {
  readonly lines = new LineCounter();
  readonly #spans = new Map<string, Span>();

  note(path: Path, span: Span): void {
    this.#spans.set(JSON.stringify(path), span);
  }

  /** Whether something is in the file at a path. */
  has(path: Path): boolean {
    return this.#spans.has(JSON.stringify(path));
  }

  value(path: Path): Position {
    return this.at(this.#nearest(path)?.value ?? 0);
  }

  key(path: Path): Position {
    const span = this.#nearest(path);
    return this.at(span?.key ?? span?.value ?? 0);
  }

  at(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #nearest(path: Path): Span | undefined {
    for (let length = path.length; length >= 0; length -= 1) {
      const span = this.#spans.get(JSON.stringify(path.slice(0, length)));
      if (span !== undefined) return span;
    }
    return undefined;
  }
}
