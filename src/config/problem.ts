/** A way into the config: keys and list indexes, from the top. */
export type Path = readonly (string | number)[];

/** A place in the file, both counted from 1; columns in UTF-16 units, as editors count. */
export type Position = { readonly line: number; readonly column: number };

/** An error keeps the file from governing; a warning is advice. */
export type Severity = 'error' | 'warning';

/** One thing to say about a config file. The message is one line and says what, where and how to mend it. */
export type Problem = Position & {
  readonly severity: Severity;
  readonly path: string;
  readonly message: string;
};

/** A path as people write it: `rotations[0].on_duty`; empty for the file as a whole. */
export function pathName(path: Path): string {
  return path.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`;
    return name === '' ? printable(step) : `${name}.${printable(step)}`;
  }, '');
}

const SHOWN = 60;

/**
 * Text of the file as it may be repeated in a message between backticks: one line, at most 60 characters, and nothing
 * that could end the code span, steer a terminal or turn the direction of writing.
 */
export function printable(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\u{FFFD}').replaceAll('`', "'");
  const characters = [...visible];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN - 1).join('')}…` : visible;
}
