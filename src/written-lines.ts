/** GitHub accepts no longer body, in UTF-16 units ("body is too long (maximum is 65536 characters)"). */
const LONGEST = 65_536;

/**
 * The lines of a body in which people say something: fenced code, quotes and HTML comments say nothing, also where they
 * are not closed.
 *
 * @param longest where a line is cut, in UTF-16 units
 */
export function* writtenLines(body: string, longest: number): Generator<string> {
  const shown = body.slice(0, LONGEST).replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '');
  let fence: string | undefined;
  for (const line of shown.split(/\r\n|\n|\r/)) {
    const mark = /^[ \t]*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      continue;
    }
    fence = mark;
    if (mark === undefined && !/^ {0,3}>/.test(line)) yield line.slice(0, longest);
  }
}
