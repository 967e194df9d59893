import { parseDocument } from 'yaml';
import { advise } from './advice.ts';
import { schemaProblems } from './phrase.ts';
import { type Problem, pathName } from './problem.ts';
import { type Config, ConfigFile } from './schema.ts';
import { type Locator, Spans } from './spans.ts';
import { mergeConflict, syntaxProblems } from './syntax.ts';
import { plainTree } from './tree.ts';

/** The size beyond which a config file is refused, in bytes of UTF-8. */
export const MAX_BYTES = 64 * 1024;

/** What a config file says: `config` is there unless a problem is an error; `locator` finds its keys in the file. */
export type ConfigReading = {
  readonly config: Config | undefined;
  readonly problems: Problem[];
  readonly locator: Locator;
};

/**
 * Reads the text of `.github/paydown.yml` (YAML 1.2). Never throws: whatever is wrong is a problem with a line and
 * a column, in the order of the file. Problems that depend on where the file lives come from `checkPlace`.
 */
export function readConfig(text: string): ConfigReading {
  const spans = new Spans();
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const refusal = refuse(source);
  if (refusal !== undefined) return { config: undefined, problems: [refusal], locator: spans };

  const document = parseDocument(source, {
    lineCounter: spans.lines,
    prettyErrors: false,
    uniqueKeys: false,
    schema: 'core',
  });
  if (document.errors.length > 0) {
    const conflict = mergeConflict(source, spans);
    const problems = conflict ? [conflict] : syntaxProblems(document.errors, source, spans);
    return { config: undefined, problems, locator: spans };
  }
  spans.note([], { key: undefined, value: document.contents?.range?.[0] ?? 0 });
  const tree = plainTree(document, spans);
  if (tree.value === undefined) return { config: undefined, problems: tree.problems, locator: spans };

  const parsed = ConfigFile.safeParse(tree.value);
  const config = parsed.success && !tree.problems.some(isError) ? parsed.data : undefined;
  const issues = parsed.error?.issues ?? [];
  const problems = [
    ...tree.problems,
    ...schemaProblems(issues, tree.value, spans),
    ...(config === undefined ? [] : advice(config, spans)),
  ];
  return { config, problems: problems.toSorted(byPlace), locator: spans };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function byPlace(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column;
}

function advice(config: Config, locator: Spans): Problem[] {
  return advise(config, (path) => locator.has(path)).map(({ path, message }) => {
    return { ...locator.value(path), severity: 'warning', path: pathName(path), message };
  });
}

/** Files that are not worth parsing. */
function refuse(source: string): Problem | undefined {
  const message = refusal(source);
  return message === undefined ? undefined : { line: 1, column: 1, severity: 'error', path: '', message };
}

function refusal(source: string): string | undefined {
  if (Buffer.byteLength(source) > MAX_BYTES) {
    return `the file is larger than ${MAX_BYTES / 1024} KiB; a config is a page or two, so this may be another file`;
  }
  // Bytes that are no UTF-8 were decoded to the replacement character.
  if (/[\0\uFFFD]/.test(source)) return 'the file is not text in UTF-8; save it as UTF-8';
  const blank = source.split(/[\r\n]/).every((line) => isBlank(line.trim()));
  return blank
    ? 'the file is empty; begin it with `version: 1`, or delete it to switch Paydown off'
    : undefined;
}

function isBlank(line: string): boolean {
  return line === '' || line === '---' || line === '...' || line.startsWith('#');
}
