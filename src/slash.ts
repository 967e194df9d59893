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
    if (node.type === 'html') muted = Math.max(0, muted + opened(node.value));
    else if (node.type === 'paragraph' || node.type === 'heading') {
      if (muted === 0) found.push(...plainLines(text, node));
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

/** The slash commands among the lines of a paragraph that hold nothing but words. */
function plainLines(text: string, node: Parents): string[] {
  const { start, end } = spanOf(node);
  const other = node.children.filter(({ type }) => type !== 'text' && type !== 'break').map(spanOf);
  const found: string[] = [];
  let from = text.lastIndexOf('\n', start - 1) + 1;
  while (from < end) {
    const newline = text.indexOf('\n', from);
    const to = newline === -1 ? text.length : newline;
    const line = text.slice(from, to).trim();
    const isPlain = other.every((one) => one.end <= from || one.start >= to);
    if (isPlain && SLASH.test(line)) found.push(line);
    from = to + 1;
  }
  return found;
}

function spanOf({ position }: Nodes): { start: number; end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

/** How many more elements that mute what is in them are begun than ended. */
function opened(html: string): number {
  const tags = html.replace(/<!--[\s\S]*?-->/g, '').match(/<\/?(?:pre|code|blockquote|samp|kbd)\b/gi) ?? [];
  return tags.reduce((sum, tag) => sum + (tag.startsWith('</') ? -1 : 1), 0);
}
