/** From the lines of a comment to the commands that they are. Pure: whether somebody may is asked elsewhere. */
import { slashLines } from '../slash.ts';
import { storable } from '../store/index.ts';

/** How a command is written; the catalogue holds one for each. */
export type Form = {
  /** A namespace and a verb, such as `/debt release`; the namespace alone takes what no other verb of it does. */
  readonly usage: string;
  /** The same with what follows, for whoever wrote something else; without it, nothing need follow. */
  readonly written?: string;
  /** Whether a command takes these words, in lower case. */
  readonly takes: (words: readonly string[]) => Fit;
};

export type Fit = 'fits' | 'does not fit';

/** For commands that stand alone. */
export function nothingMore(words: readonly string[]): Fit {
  return words.length === 0 ? 'fits' : 'does not fit';
}

/** What a line turns out to be. */
export type Reading<F extends Form> =
  | { readonly kind: 'command'; readonly form: F; readonly words: readonly string[]; readonly text: string }
  | { readonly kind: 'unknown verb' }
  | { readonly kind: 'bad words'; readonly form: F };

/** More than these in one comment are a mistake or an attack. */
const MOST = 10;

/** No command is longer; of one that is, this much tells what it was meant to be. */
const LINE_LENGTH = 400;

/** The commands in a comment, as they stand there, in order. Those of other bots are left out. */
export function commandLines(body: string, namespaces: readonly string[]): string[] {
  return slashLines(body)
    .map((line) => storable(line.slice(0, LINE_LENGTH)))
    .filter((line) => namespaces.includes(namespaceOf(line)))
    .slice(0, MOST);
}

/** What a line says, by the forms there are. */
export function readLine<F extends Form>(line: string, forms: readonly F[]): Reading<F> {
  const { verb } = partsOf(line);
  const alike = likeIt(line, forms);
  const form =
    alike.find(({ usage }) => partsOf(usage).verb === verb) ??
    alike.find(({ usage }) => partsOf(usage).verb === '');
  if (!form) return { kind: 'unknown verb' };
  const text = textAfter(line, form);
  const words = text === '' ? [] : text.toLowerCase().split(SPACES);
  return form.takes(words) === 'fits' ? { kind: 'command', form, words, text } : { kind: 'bad words', form };
}

/** What follows the verb, as it was written. */
function textAfter(line: string, { usage }: Form): string {
  const [, ...rest] = line.trim().split(SPACES);
  return (partsOf(usage).verb === '' ? rest : rest.slice(1)).join(' ');
}

const SPACES = /\s+/u;

/** What stands after the first `because` of a text, and what before it; nothing where no reason follows. */
export function reasonIn(text: string): { readonly before: string; readonly reason: string } | undefined {
  const [, before, reason] = text.match(/^(|.*?\s)because\s+(\S.*)$/iu) ?? [];
  return reason === undefined ? undefined : { before: (before ?? '').trim(), reason };
}

/** The forms that begin like a line, for whoever mistyped it. */
export function likeIt<F extends Form>(line: string, forms: readonly F[]): F[] {
  return forms.filter(({ usage }) => namespaceOf(usage) === namespaceOf(line));
}

/** The first word of a command; other bots have others. */
export function namespaceOf(line: string): string {
  return partsOf(line).namespace;
}

function partsOf(line: string): { namespace: string; verb: string } {
  const [first = '', verb = ''] = line.trim().toLowerCase().split(SPACES);
  return { namespace: first.replace(/^\//, ''), verb };
}
