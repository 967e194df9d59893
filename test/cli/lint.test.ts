import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { runLint } from '../../src/cli/lint.ts';
import { fileOf, run } from './run.ts';

const sound =
  'version: 1\nrotations: [{name: infra, starts: 2026-01-05T09:00, every: 1 week, roster: [ana]}]\n';

describe('paydown lint', () => {
  it('says nothing about a sound file', async () => {
    expect(await run(runLint, fileOf(sound))).toEqual({ code: 0, out: '', err: '' });
    expect(JSON.parse((await run(runLint, fileOf(sound), '--json')).out)).toEqual({ problems: [] });
  });

  it('prints a line for each problem and fails on errors', async () => {
    const file = fileOf('version: 2\nhom: acme/infra\n');
    expect(await run(runLint, file)).toEqual({
      code: 1,
      out: `${file}:1:10: error: \`version\` is \`2\`; it must be 1\n${file}:2:1: error: \`hom\` is not a key of the file; did you mean \`home\`?\n`,
      err: '',
    });
  });

  it('is content with warnings', async () => {
    const file = fileOf('version: 1\n');
    const text = await run(runLint, file);
    expect(text.code).toBe(0);
    expect(text.out).toMatch(/:1:1: warning: there is no rotation/);
    const { code, out } = await run(runLint, '--json', file);
    expect(code).toBe(0);
    expect(JSON.parse(out).problems).toMatchObject([{ file, line: 1, column: 1, severity: 'warning' }]);
  });

  it('tells errors and warnings apart in JSON', async () => {
    const file = fileOf(`${sound}mode: on\nhome:\n`);
    const { code, out } = await run(runLint, file, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      errors: [{ file, line: 3, column: 7, message: '`mode` is `on`; it must be `act` or `observe`' }],
      warnings: [{ file, line: 4, column: 1 }],
    });
  });

  it.each([
    ['does not exist', () => '/nowhere/paydown.yml', 'cannot be read: there is no such file'],
    ['is a folder', () => tmpdir(), 'cannot be read: it is a folder'],
    ['is not UTF-8', () => fileOf(Uint8Array.of(0xff, 0xfe, 0x00)), 'is not text in UTF-8'],
    [
      'is large, with a character across the limit',
      () => fileOf(`a${'ä'.repeat(200_000)}`),
      'larger than 64 KiB',
    ],
  ])('fails on a file that %s', async (_, file, message) => {
    const path = file();
    const { code, out } = await run(runLint, path);
    expect(code).toBe(1);
    expect(out.startsWith(`${path}:1:1: error: the file `)).toBe(true);
    expect(out).toContain(message);
    expect(JSON.parse((await run(runLint, path, '--json')).out).errors).toHaveLength(1);
  });

  it.each([[[]], [['a.yml', 'b.yml']], [['a.yml', '--fix']], [['a.yml', '--json=yes']], [['']]])(
    'refuses the arguments %j',
    async (args) => {
      const { code, out, err } = await run(runLint, ...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(
        /^.+\n\nUsage: paydown lint FILE \[--json\]\n`paydown lint --help` tells more\.\n$/,
      );
    },
  );

  it('reports wrong usage on stdout too when JSON was asked for', async () => {
    const { code, out } = await run(runLint, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({
      errors: [{ message: 'FILE is missing: name the config file to check' }],
    });
  });

  it('explains itself', async () => {
    const { code, out } = await run(runLint, '--help');
    expect(code).toBe(0);
    expect(out).toContain('Usage: paydown lint FILE');
  });
});
