import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { runDump } from '../../src/cli/dump.ts';
import { runRestore } from '../../src/cli/restore.ts';
import { fileOf } from './run.ts';

const io = { stdout: () => {}, stderr: () => {} };

test.each([
  ['that is not there', () => '/nowhere/paydown.dump', 'there is no such file or folder'],
  ['that is a folder', () => dirname(fileOf('')), 'it is a folder'],
  ['that is compressed', () => fileOf(gzipSync('{}')), 'run `gunzip` on it first'],
])('restore says in words what is wrong with a file %s', async (_, file, words) => {
  await expect(runRestore([file()], io)).rejects.toThrow(words);
});

test.each([
  ['in a folder that is not there', () => '/nowhere/paydown.dump', 'there is no such file or folder'],
  ['that is there', () => fileOf('kept'), 'cannot be made: it is there already; name another.'],
])('dump says in words why it cannot write a file %s', async (_, file, words) => {
  await expect(runDump([file()], io)).rejects.toThrow(words);
});
