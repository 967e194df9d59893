import { readConfig } from '../../src/config/index.ts';

/** Every problem of a file as `line:column severity message`. */
export function problemsOf(text: string): string[] {
  return readConfig(text).problems.map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
  );
}

/** A file with one rotation, and lines of it in place of others. */
export function fileWith(lines: Readonly<Record<string, string>>): string {
  const rotation = {
    name: 'infra',
    starts: '2026-01-05T09:00',
    every: '1 week',
    roster: '[ana, bo]',
    ...lines,
  };
  const entries = Object.entries(rotation).map(([key, value]) => `    ${key}: ${value}`);
  return `version: 1\nrotations:\n  -\n${entries.join('\n')}\n`;
}
