/** What the pictures show, as text, beside the scripts that draw them: by it a test sees that they are of today. */

/** The file, seen from the root of the repository. */
export const SOURCE = 'pictures/heartbeat.md';

/** The part of a report that a picture shows: up to the first table. */
export function shownOf(body: string): string {
  const lines = body.split('\n');
  const table = lines.findIndex((line) => line.startsWith('|'));
  return `${lines
    .slice(0, table < 0 ? lines.length : table)
    .join('\n')
    .trimEnd()}\n`;
}
