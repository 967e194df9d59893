/** What the bot posts, as plain text: what GitHub's page would show, in a terminal. */

/**
 * The lines of a body without its markers and blank lines; links are reduced to their text, charts
 * to their title.
 *
 * @param details what becomes of `<details>`: `folded` shows the summary only, as GitHub does before a click
 */
export function rendered(body: string, details: 'folded' | 'unfolded'): string[] {
  const text = withDetails(body.replace(/<!--[\s\S]*?-->\n?/g, ''), details)
    .replace(/```mermaid\n([\s\S]*?)```/g, (_, chart: string) => `[chart: ${titleOf(chart)}]`)
    .replace(/^> \[!(\w+)\]\n> /gm, (_, kind: string) => `${kind.charAt(0)}${kind.slice(1).toLowerCase()}: `);
  return text
    .split('\n')
    .map(plain)
    .filter((line) => line !== '' && !RULE.test(line));
}

function withDetails(text: string, details: 'folded' | 'unfolded'): string {
  return text.replace(
    /<details>\s*<summary>(.*?)<\/summary>\s*([\s\S]*?)\s*<\/details>/g,
    (_, summary: string, content: string) =>
      details === 'folded' ? `▸ ${summary}` : `▾ ${summary}\n${content}`,
  );
}

function titleOf(chart: string): string {
  return /title "([^"]*)"/.exec(chart)?.[1] ?? 'without a title';
}

/** Between the head of a table and its body. */
const RULE = /^\|(?: *:?-+:? *\|)+$/;

const BOLD = /\*\*((?:\\.|[^*\\])+)\*\*/g;
const LINK = /\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g;
const ESCAPED = /\\([^A-Za-z0-9\s])/g;

/** One line of Markdown as text. What users wrote is escaped in it, and comes out as they wrote it. */
function plain(line: string): string {
  return line
    .replace(BOLD, '$1')
    .replace(LINK, '$1')
    .replace(ESCAPED, '$1')
    .replace(/<\/?span>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('\u200B', '')
    .trimEnd();
}
