import type { ErrorCode, YAMLError } from 'yaml';
import type { Problem } from './problem.ts';
import type { Spans } from './spans.ts';

const INDENTATION =
  'the indentation does not fit the lines above; align the keys of one map, and indent with spaces';

/** Our words for what the parser found. Its own messages repeat the file over several lines. */
const WORDS: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias (`*name`) takes neither an anchor nor a tag; remove them',
  BAD_ALIAS: 'an alias needs a name; quote the value if it is meant to begin with `*`',
  BAD_DIRECTIVE: 'lines that begin with `%` are directives, which are not used here; remove the line',
  BAD_DQ_ESCAPE:
    'there is no such escape in double quotes; write `\\\\` for a backslash, or use single quotes',
  BAD_INDENT: `${INDENTATION}; a list or map in brackets needs its closing bracket`,
  BAD_SCALAR_START:
    'a value cannot begin with `@`, `%` or a backtick; leave it out, or put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a second `key: value` where the value of the first should be; put it on a line of its own, or quote the value',
  BLOCK_IN_FLOW: 'inside brackets, entries are separated by commas; a comma is missing here',
  KEY_OVER_1024_CHARS: 'this key is longer than 1024 characters; a colon or a line break may be missing',
  MISSING_CHAR:
    'a quote, a colon, a comma, a dash or a bracket is missing here, or the line is not aligned with those above; close what was opened, and quote what contains a `#`',
  MULTIPLE_ANCHORS: 'a value can have one anchor (`&name`) only; remove the others',
  MULTIPLE_DOCS: 'a second YAML document begins here; keep one, and remove the `---` or `...` between them',
  MULTIPLE_TAGS: 'tags are not used here; remove them',
  MULTILINE_IMPLICIT_KEY:
    'a key must stand on one line, with a colon and a space after it; a colon may be missing above',
  RESOURCE_EXHAUSTION: 'this is nested too deeply; a config needs no more than 12 levels',
  TAB_AS_INDENT: 'a tab indents this line; use spaces',
  TAG_RESOLVE_FAILED: 'tags such as `!!timestamp` are not used here; remove it',
  UNEXPECTED_TOKEN: 'this does not belong here; check the indentation, the quotes and the brackets before it',
};

/** In YAML `>` and `|` begin a text of several lines, so a bare `> 3` is none. */
const BARE_SIGN = '`>` and `|` mean something else in YAML; put the value in quotes, such as `">= 20%"`';

/** Mistakes on one line follow from the first one, and few lines are enough to begin with. */
const SHOWN = 5;

/** Where a merge left its marks, one mistake that looks like many. */
export function mergeConflict(source: string, spans: Spans): Problem | undefined {
  const mark = /^(?:<{7}|={7}|>{7})(?=\s|$)/m.exec(source);
  if (!mark) return undefined;
  const message = `a merge conflict is not resolved here; keep one of the two versions, and remove the lines that begin with \`${mark[0]}\` and the like`;
  return { ...spans.at(mark.index), severity: 'error', path: '', message };
}

/** What the parser found, in our words: the first mistake of a line, at most five lines. */
export function syntaxProblems(errors: readonly YAMLError[], source: string, spans: Spans): Problem[] {
  const problems = new Map<number, Problem>();
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const position = spans.at(error.pos[0]);
    if (problems.has(position.line)) continue;
    const message = followsSign(source, error.pos[0])
      ? BARE_SIGN
      : (WORDS[error.code] ?? 'this is not valid YAML; check the quotes and the indentation');
    problems.set(position.line, { ...position, severity: 'error', path: '', message });
  }
  return [...problems.values()].slice(0, SHOWN);
}

/** Whether a value that begins with `>` or `|` is what the parser stumbles over: at the sign, or right after it. */
function followsSign(source: string, at: number): boolean {
  const line = source.slice(source.lastIndexOf('\n', at - 1) + 1, at + 1);
  return /:[ \t]+[>|][ \t]*[^\s#]?$/.test(line);
}
