/**
 * A line broken at spaces so that none is longer than `width` characters, unless a word is. What follows a bullet
 * or a number hangs under its text; a row of a table is left whole.
 */
export function wrap(line: string, width: number): string[] {
  if (line.startsWith('|')) return [line];
  const hang = ' '.repeat(/^\s*(?:[-▸▾→] |\d+\. )?/.exec(line)?.[0].length ?? 0);
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<=\S) +/)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length <= width || current.trim() === '') {
      current = longer;
      continue;
    }
    lines.push(current);
    current = `${hang}${word}`;
  }
  return [...lines, current];
}
