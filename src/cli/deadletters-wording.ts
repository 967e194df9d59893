/** What `paydown deadletters` prints for people. */
import type { DeadLetter, OpenedLetter, Retried } from '../queue/index.ts';
import { plural } from '../text.ts';

export const NONE = 'There are no dead letters.\n';

/** A line for each letter, in columns. */
export function listed(letters: readonly DeadLetter[]): string {
  if (letters.length === 0) return NONE;
  const rows = letters.map(({ id, since, attempts, what, reason }) => {
    return [id, since, plural(attempts, 'attempt'), what, reason].map(oneLine);
  });
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** Everything that is known of one. */
export function opened({
  id,
  what,
  reason,
  since,
  attempts,
  installation,
  facts,
  text,
}: OpenedLetter): string {
  const known = { what, reason, since, attempts, installation, ...facts };
  const lines = Object.entries(known).map(
    ([name, value]) => `  ${name.padEnd(LONGEST_NAME)}  ${oneLine(String(value))}\n`,
  );
  const hidden = id.startsWith('delivery:') && text === undefined;
  const note = hidden ? '\nIts body may hold private text; --body shows it.\n' : '';
  return `${id}\n${lines.join('')}${note}${text === undefined ? '' : `\n${text.trimEnd()}\n`}`;
}

const LONGEST_NAME = 'installation'.length;

/** A line for each that was driven again, or need not be. */
export function driven({ retried, overtaken }: Omit<Retried, 'unknown'>): string {
  const lines = [
    ...retried.map((id) => `${id} is tried again\n`),
    ...overtaken.map((id) => `${id} is not tried again: something newer waits for the same spot\n`),
  ];
  return lines.join('');
}

export function notThere(id: string): string {
  return `${id}: there is no such dead letter (any more). \`paydown deadletters list\` prints those that there are.`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
