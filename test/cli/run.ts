import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../src/cli/output.ts';

type Command = (args: readonly string[], io: Io) => Promise<number>;

/** Runs a command and collects what it says. */
export async function run(command: Command, ...args: string[]) {
  const said = { out: '', err: '' };
  const code = await command(args, {
    stdout: (text) => {
      said.out += text;
    },
    stderr: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

/** The path of a file that exists until the test ends. */
export function fileOf(content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'paydown-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'paydown.yml');
  writeFileSync(path, content);
  return path;
}
