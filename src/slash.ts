/**
 * Slash commands as people write them in comments: alone on a line and first on it, and only where GitHub shows the
 * line as plain words. What stands in code, in a quote or in an HTML comment was not said to anybody.
 */
import type { Nodes, Parents } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';

/** A name, and what follows it; a path such as `/etc/hosts` is none. */
const SLASH = /^\/[a-z][a-z-]*(?:\s|$)/iu;

/** Whether a body is worth parsing: nearly no comment is. */
const ANY_SLASH = /^[ \t]*\/[a-z]/imu;

/**
 * In a longer comment nothing is looked for, in UTF-16 units: there are texts that take a Markdown parser a time that
 * grows with the square of their length, and anybody may write one.
 */
const LONGEST = 4000;

/** The lines of a comment that are slash commands, whoever they are for, trimmed, in order. Never throws. */
export function slashLines(body: string): string[] {
  if (body.length > LONGEST || !ANY_SLASH.test(body)) return [];
  const text = body.split(LINE_END).map(flattened).join('\n');
  const found: string[] = [];
  let muted = 0;
  const visit = (node: Nodes) => {
    if (node.type === 'blockquote') return;
    muted = mutedAfter(muted, node);
    if (node.type === 'paragraph' || node.type === 'heading') {
      found.push(...plainLines(text, node, muted));
      for (const child of node.children) visit(child);
    } else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(text, { extensions: [{ disable: { null: [...NOT_NEEDED] } }] }));
  return found;
}

/** Whether a comment says nothing beside its commands: it moves no work on. */
export function saysOnlyCommands(body: string): boolean {
  const commands = slashLines(body);
  const lines = body.split(LINE_END).filter((line) => line.trim() !== '');
  return commands.length > 0 && commands.length === lines.length;
}

const LINE_END = /\r\n|\n|\r/;

/** What is inside a line decides nothing here, and takes the longest to find out. */
const NOT_NEEDED = [
  'attention',
  'autolink',
  'characterReference',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
] as const;

/** Quotes and lists deeper than this are as good as those of this depth, and take a parser minutes. */
const DEEP = 20;

function flattened(line: string): string {
  const [prefix = ''] = /^[\s>*+\-\d.)]*/u.exec(line) ?? [];
  let depth = 0;
  const flat = prefix.replace(/>|[*+-](?=\s)|\d[.)](?=\s)/gu, (sign) => {
    depth += 1;
    return depth > DEEP ? 'x' : sign;
  });
  return depth > DEEP ? flat + line.slice(prefix.length) : line;
}

/**
 * The slash commands among the lines of a paragraph. Code and tags may follow the name, as in a reason; a line with an
 * HTML comment was not said as it stands there.
 */
function plainLines(text: string, node: Parents, muted: number): string[] {
  const { start, end } = spanOf(node);
  const other = node.children.filter(({ type }) => type !== 'text' && type !== 'break');
  const found: string[] = [];
  let from = text.lastIndexOf('\n', start - 1) + 1;
  while (from < end) {
    const newline = text.indexOf('\n', from);
    const to = newline === -1 ? text.length : newline;
    const line = text.slice(from, to).trim();
    const name = SLASH.exec(line)?.[0].trimEnd();
    if (name !== undefined) {
      const nameEnd = text.indexOf(name, from) + name.length;
      const before = other.filter((one) => spanOf(one).end <= from);
      const after = other.filter((one) => spanOf(one).start >= (isHidden(one) ? to : nameEnd));
      const isPlain = before.length + after.length === other.length;
      if (isPlain && before.reduce(mutedAfter, muted) === 0) found.push(line);
    }
    from = to + 1;
  }
  return found;
}

function spanOf({ position }: Nodes): { start: number; end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

function isHidden(node: Nodes): boolean {
  return node.type === 'html' && node.value.startsWith('<!--');
}

/** How many elements mute what stands behind a node, of those before it and its own. */
function mutedAfter(muted: number, node: Nodes): number {
  return node.type === 'html' ? Math.max(0, muted + opened(node.value)) : muted;
}

/** How many more elements that mute what is in them are begun than ended. */
function opened(html: string): number {
  const tags = html.replace(/<!--[\s\S]*?-->/g, '').match(/<\/?(?:pre|code|blockquote|samp|kbd)\b/gi) ?? [];
  return tags.reduce((sum, tag) => sum + (tag.startsWith('</') ? -1 : 1), 0);
}
