import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runDump } from '../../src/cli/dump.ts';
import { runRegister } from '../../src/cli/register.ts';
import { runRestore } from '../../src/cli/restore.ts';
import { runStart } from '../../src/cli/start.ts';
import { runPaydown } from '../faults/app-process.ts';
import { run } from './run.ts';

test.each([
  ['dump', runDump],
  ['restore', runRestore],
  ['register', runRegister],
  ['start', runStart],
])('%s --help tells the exit codes', async (name, command) => {
  const { code, out } = await run((given, io) => command([...given], io), '--help');
  expect(code).toBe(0);
  expect(out).toContain(`Usage: paydown ${name}`);
  expect(out).toMatch(/\nExit code: 0 .*, 1 .*, 2 wrong usage\.\n$/);
});

test('paydown help COMMAND is the help of that command', async () => {
  const { code, out } = await runPaydown(['help', 'lint'], {});
  expect(code).toBe(0);
  expect(out).toMatch(/^Usage: paydown lint FILE/);
});

test.each([
  [['lnit'], '"lnit"; did you mean `lint`?'],
  [['help', 'scheduel'], '"scheduel"; did you mean `schedule`?'],
  [['--dump'], '"--dump"; did you mean `dump`?'],
  [
    ['constructor'],
    '"constructor"; there are demo, start, register, deadletters, lint, dump, restore, schedule and analyze.',
  ],
])('paydown %j says in one line that there is no such command', async (args, says) => {
  expect(await runPaydown(args, {})).toMatchObject({
    code: 2,
    out: '',
    err: `paydown: there is no command ${says} \`paydown --help\` tells more.\n`,
  });
});

test.each([
  [['bogus', '--json'], 'there is no command "bogus"; there are '],
  [['--json', 'lint', 'x.yml'], 'the command comes first, before --json;'],
  [['help', 'lnit', '--json'], 'there is no command "lnit"; did you mean `lint`?'],
  [['--json'], 'the command comes first, before --json;'],
])('paydown %j tells programs as well', async (args, says) => {
  const { code, out, err } = await runPaydown(args, {});
  const [{ message }] = JSON.parse(out).errors;
  expect({ code, errors: JSON.parse(out), err }).toEqual({
    code: 2,
    errors: { errors: [{ message: expect.stringContaining(says) }] },
    err: `paydown: ${message}\n`,
  });
});

test.skipIf(!existsSync('/dev/full'))('an output that cannot be written to is told in one line', () => {
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(full));
  const { status, stderr } = spawnSync(process.execPath, ['src/paydown.js', '--help'], {
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'paydown: cannot write to the standard output: there is no space left.\n',
  });
});

test('wrong usage is told so shortly that the mistake stays in sight', async () => {
  const { code, out, err } = await runPaydown(['analyze', 'x.json'], {});
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.split('\n')).toEqual([
    "'x.json' is left over; a file comes after --events",
    '',
    expect.stringMatching(/^Usage: paydown analyze --events FILE /),
    expect.any(String),
    expect.stringMatching(/^ {7}paydown analyze --repo OWNER\/REPO /),
    '`paydown analyze --help` tells more.',
    '',
  ]);
});

test('the benchmarks explain themselves instead of running', () => {
  const { status, stdout } = spawnSync(process.execPath, ['bench/run.ts', '--help'], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toContain('--only NAME   acknowledgement');
});

/** Starts the entry of the command in a folder of its own, as an old Node would. */
function startWithNode(version: string, installed: 'installed' | 'bare') {
  const folder = mkdtempSync(join(tmpdir(), 'paydown-node-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'src'));
  cpSync('src/paydown.js', join(folder, 'src/paydown.mjs'));
  if (installed === 'installed') mkdirSync(join(folder, 'node_modules'));
  const pretend = `Object.defineProperty(process, 'versions', {value: {...process.versions, node: '${version}'}})`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, 'src/paydown.mjs'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { status, stderr };
}

test('an old Node is told what to run instead, which depends on whether npm ci was done', () => {
  expect(startWithNode('20.19.0', 'installed')).toEqual({
    status: 1,
    stderr:
      'paydown: needs Node 24, and this is Node 20.19.0. Run `npx paydown …` or `npm start` here: they take the one that came with it.\n',
  });
  expect(startWithNode('20.19.0', 'bare')).toEqual({
    status: 1,
    stderr:
      'paydown: needs Node 24, which comes with it. Run `npm ci` here first, and then `npx paydown …` or `npm start`.\n',
  });
});
