import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runDeadLetters } from '../../src/cli/deadletters.ts';
import type { DeadLetter } from '../../src/queue/index.ts';
import { begin, configFile, type Story } from '../end-to-end/story.ts';
import { run } from './run.ts';

function deadLetters(env: NodeJS.ProcessEnv, ...args: string[]) {
  return run((args, io) => runDeadLetters(args, io, env), ...args);
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paydown-deadletters-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const forbidden = { status: 403, body: { message: 'Resource not accessible by integration' } } as const;

/** A delivery, a comment and a config file whose dead letters wait; web's config is in its ordinary retries. */
async function withDeadLetters(): Promise<Story & { mend(): void; env: NodeJS.ProcessEnv }> {
  const acme = await begin({ configs: { api: configFile() } });
  const mend = acme.github.intercept(({ method, path, query }) => {
    // The check of a commit reads the file at a ref, and is none of this.
    if (query.has('ref')) return undefined;
    if (method === 'GET' && path.startsWith('/repos/acme/web/contents/'))
      return { kind: 'answer', status: 502 };
    const refused =
      method === 'GET' ? /^\/repos\/acme\/(secret$|infra\/contents\/)/ : /^\/repos\/acme\/api\/.*\/comments$/;
    return refused.test(path) ? { kind: 'answer', ...forbidden } : undefined;
  });
  const pat = acme.as('pat');
  await pat.opens('api', 'Old parser');
  await acme.github.as('pat').rest.repos.update({ owner: 'acme', repo: 'secret', private: false });
  await pat.configures('infra', configFile());
  await pat.configures('web', configFile());
  await acme.quiet();
  return Object.assign(acme, { mend, env: { DATA_DIR: acme.dataDir } });
}

async function letters(env: NodeJS.ProcessEnv): Promise<DeadLetter[]> {
  return JSON.parse((await deadLetters(env, 'list', '--json')).out).deadLetters;
}

test('what was given up is listed, read, and done once its cause is mended; ordinary retries are none of it', async () => {
  const { env, mend, ...acme } = await withDeadLetters();
  const all = await letters(env);
  const idOf = (what: RegExp) => all.find((letter) => what.test(letter.what))?.id ?? 'missing';
  const delivery = idOf(/^repository\.\w+ acme\/secret$/);
  const effect = idOf(/^comment acme\/api#\d+$/);
  const settle = idOf(/^config acme\/infra$/);
  expect(delivery).toMatch(/^delivery:[\da-f-]{36}$/);
  expect(effect).toMatch(/^effect:\d+$/);
  expect(settle).toMatch(/^settle:\d+$/);
  expect(all).toHaveLength(3);
  expect(new Set(all.map(({ attempts }) => attempts))).toEqual(new Set([1]));

  const list = await deadLetters(env);
  expect(list).toMatchObject({ code: 0, err: '' });
  expect(list.out.split('\n')).toHaveLength(4);
  expect(list.out).toMatch(
    /^effect:\d+ +2026-01-05T10:\d\d:\d\dZ +1 attempt +comment acme\/api#\d+ +POST comment acme\/api#\d+: 403 Resource not/m,
  );

  const shown = await deadLetters(env, 'show', delivery);
  expect(shown.out).toContain('  event         repository\n');
  expect(shown.out).toContain('--body shows it');
  expect(shown.out).not.toContain('full_name');
  const withBody = await deadLetters(env, 'show', delivery, '--body', '--json');
  expect(JSON.parse(JSON.parse(withBody.out).deadLetter.text).repository.full_name).toBe('acme/secret');
  expect((await deadLetters(env, 'show', effect)).out).toContain('**ana** owns this debt');
  expect((await deadLetters(env, 'show', settle)).out).toMatch(/ {2}next +2026-01-05T1[67]:/);

  mend();
  const some = await deadLetters(env, 'retry', delivery, 'effect:99999', settle);
  expect(some.code).toBe(1);
  expect(some.out).toBe(`${delivery} is tried again\n${settle} is tried again\n`);
  expect(some.err).toContain(
    'effect:99999: there is no such dead letter (any more). `paydown deadletters list`',
  );
  await expect.poll(() => letters(env), { timeout: 30_000 }).toMatchObject([{ id: effect }]);
  const rest = await deadLetters(env, 'retry', '--all', '--json');
  expect(JSON.parse(rest.out)).toEqual({ retried: [effect], overtaken: [] });
  await expect.poll(() => letters(env), { timeout: 30_000 }).toEqual([]);
  expect((await deadLetters(env)).out).toBe('There are no dead letters.\n');
  expect(await acme.dashboard('infra')).toBeDefined();
}, 120_000);

test('what was overtaken by something newer is not tried again', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const env = { DATA_DIR: acme.dataDir };
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  let limited = false;
  acme.github.intercept(({ method, path }) => {
    if (method !== 'PATCH' || !path.includes('/issues/comments/')) return undefined;
    if (!limited) return { kind: 'answer', ...forbidden };
    return { kind: 'answer', status: 429, headers: { 'retry-after': '600' } };
  });
  await acme.as('pat').assigns(parser, 'dee');
  await acme.as('pat').unassigns(parser, 'ana');
  await acme.quiet();
  const [dead] = await letters(env);
  limited = true;
  await acme.as('pat').closes(parser);
  await acme.quiet();
  expect(await deadLetters(env, 'retry', dead?.id ?? '')).toEqual({
    code: 0,
    out: `${dead?.id} is not tried again: something newer waits for the same spot\n`,
    err: '',
  });
}, 120_000);

test('an id that does not exist is an error that says how to see those that do', async () => {
  const acme = await begin();
  const env = { DATA_DIR: acme.dataDir };
  for (const id of ['effect:1', 'effect:nine', 'delivery:x', 'settle:12345678901234567890', 'parser']) {
    for (const word of ['show', 'retry']) {
      const { code, out, err } = await deadLetters(env, word, id, '--json');
      expect(code).toBe(1);
      expect(JSON.parse(out).errors).toEqual([{ message: err.trim() }]);
      expect(err).toContain(`${id}: there is no such dead letter (any more). \`paydown deadletters list\``);
    }
  }
}, 120_000);

const nothingRuns = (folder: string) =>
  expect.stringMatching(
    `^Nothing is running on the folder ${folder}, .* Start Paydown there, or set DATA_DIR`,
  );

test('where nothing runs on the folder it says so, which folder, and what to do', async () => {
  const folder = emptyFolder();
  for (const DATA_DIR of [folder, join(folder, 'missing')]) {
    expect(await deadLetters({ DATA_DIR })).toEqual({ code: 1, out: '', err: nothingRuns(DATA_DIR) });
    const { code, out } = await deadLetters({ DATA_DIR }, 'retry', '--all', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).errors).toEqual([{ message: nothingRuns(DATA_DIR) }]);
  }
});

/** Somebody else who listens where a process that was killed did, and says what it would have said. */
async function stranger(reply: Record<string, string>): Promise<number> {
  const server = createServer((_request, response) => {
    response.writeHead(200, reply).end('[{"id":"effect:1","what":"trust me"}]');
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test.each([
  ['that says nothing of itself', {}],
  ['that gives another secret', { 'x-paydown-reply': 'guessed' }],
])('a process of somebody else on the port of a killed one, %s, is not believed', async (_what, reply) => {
  const folder = emptyFolder();
  const note = { port: await stranger(reply), knock: 'knock', reply: 'genuine' };
  writeFileSync(join(folder, 'operator.json'), JSON.stringify(note));
  expect(await deadLetters({ DATA_DIR: folder })).toEqual({ code: 1, out: '', err: nothingRuns(folder) });
});

test('a secret that is not the one of the running process opens nothing', async () => {
  const acme = await begin();
  const file = join(acme.dataDir, 'operator.json');
  const note = JSON.parse(readFileSync(file, 'utf8'));
  const other = emptyFolder();
  writeFileSync(
    join(other, 'operator.json'),
    JSON.stringify({ ...note, knock: 'x'.repeat(note.knock.length) }),
  );
  expect((await deadLetters({ DATA_DIR: acme.dataDir })).code).toBe(0);
  expect(await deadLetters({ DATA_DIR: other })).toEqual({ code: 1, out: '', err: nothingRuns(other) });
}, 120_000);

test('a note that may not be read is said to be that', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'operator.json'));
  const { code, err } = await deadLetters({ DATA_DIR: folder });
  expect(code).toBe(1);
  expect(err).toContain('cannot be read (EISDIR). Run this as the user who runs Paydown.');
});

test.each([
  ['postgres://x@127.0.0.1:9/x', 'DATABASE_URL: the database cannot be reached (ECONNREFUSED).'],
  [
    'mysql://x',
    'DATABASE_URL must be postgres://USER:PASSWORD@HOST:PORT/DATABASE, with %23 for a # in the password and so on.',
  ],
])('a database at %s is an error that names the setting', async (DATABASE_URL, message) => {
  expect(await deadLetters({ DATABASE_URL })).toEqual({ code: 1, out: '', err: `${message}\n` });
});

test.each([
  [['drop']],
  [['list', 'effect:1']],
  [['show']],
  [['show', 'effect:1', 'effect:2']],
  [['retry']],
  [['retry', 'effect:1', '--all']],
  [['list', '--all']],
  [['retry', 'effect:1', '--body']],
  [['--force']],
])('%j is wrong usage', async (args) => {
  const { code, out, err } = await deadLetters({ DATA_DIR: emptyFolder() }, ...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('Usage: paydown deadletters');
});

test('it explains itself, without anything running', async () => {
  const { code, out } = await deadLetters({}, '--help');
  expect(code).toBe(0);
  expect(out).toContain('Usage: paydown deadletters');
});
