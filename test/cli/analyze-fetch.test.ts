import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { runAnalyze, type Surroundings } from '../../src/cli/analyze.ts';
import { run } from './run.ts';

const API = 'https://github.example.com';
const NOW = new Date('2026-03-02T00:00:00Z');

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

const issue = (number: number) => ({
  number,
  repository_url: `${API}/api/v3/repos/acme/api`,
  title: 'Private',
});

/** `count` events, newest first, each of an issue of its own. */
function eventsFrom(newest: number, count: number) {
  return Array.from({ length: count }, (_, n) => ({
    id: newest - n,
    event: 'labeled',
    created_at: new Date(Date.UTC(2026, 0, 5) + (newest - n) * 60_000).toISOString(),
    label: { name: 'tech-debt' },
    issue: issue(newest - n),
  }));
}

type Page = { readonly page: number; readonly of: number; readonly events: readonly object[] };

/** GitHub answers a page once. */
function answers({ page, of, events }: Page) {
  const link = (to: number, rel: string) =>
    `<${API}/api/v3/repositories/1/issues/events?per_page=100&page=${to}>; rel="${rel}"`;
  const links = page < of ? { link: `${link(page + 1, 'next')}, ${link(of, 'last')}` } : {};
  return asked(page).reply(200, [...events], links);
}

function asked(page: number) {
  return nock(API, { reqheaders: { authorization: 'token ghp_secret' } })
    .get('/api/v3/repos/acme/api/issues/events')
    .query({ per_page: '100', page: String(page) });
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'paydown-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

type World = { args?: readonly string[]; env?: NodeJS.ProcessEnv; isTTY?: boolean; cache?: string };

/** Runs the command as somebody does who has a token, and collects what is shown. */
async function fetched({ args = [], env = {}, isTTY = false, cache = folder() }: World = {}) {
  const terminal = Object.assign(new PassThrough(), { isTTY });
  const waits: number[] = [];
  let now = NOW.getTime();
  const surroundings: Surroundings = {
    clock: () => new Date(now),
    stdin: new PassThrough(),
    env: () => ({
      GITHUB_TOKEN: 'ghp_secret',
      GITHUB_API_URL: `${API}/api/v3/`,
      XDG_CACHE_HOME: cache,
      ...env,
    }),
    terminal,
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
    },
  };
  const command = (given: readonly string[], io: Parameters<typeof runAnalyze>[1]) =>
    runAnalyze(given, io, surroundings);
  const { code, out, err } = await run(command, '--repo', 'acme/api', '--json', ...args);
  const shown = terminal.read()?.toString() ?? '';
  const json = JSON.parse(out);
  return { code, err, json, shown, waits, spells: json.spells?.length };
}

describe('paydown analyze --repo', () => {
  it('fetches page after page, and leaves nothing behind', async () => {
    const cache = folder();
    answers({ page: 1, of: 3, events: eventsFrom(250, 100) });
    answers({ page: 2, of: 3, events: eventsFrom(150, 100) });
    answers({ page: 3, of: 3, events: eventsFrom(50, 50) });
    const { code, spells, shown } = await fetched({ cache });
    expect({ code, spells, shown }).toEqual({ code: 0, spells: 250, shown: '' });
    expect(existsSync(join(cache, 'paydown', 'github.example.com-acme-api.ndjson.part'))).toBe(false);
  });

  it('shows a bar in a terminal', async () => {
    answers({ page: 1, of: 2, events: eventsFrom(200, 100) });
    answers({ page: 2, of: 2, events: eventsFrom(100, 100) });
    const { shown } = await fetched({ isTTY: true });
    expect(shown).toContain('2 of 2 pages');
  });

  it('goes on where it was interrupted, although more has happened and some is gone', async () => {
    const cache = folder();
    answers({ page: 1, of: 3, events: eventsFrom(250, 100) });
    asked(2).times(4).replyWithError('down');
    const { code, json } = await fetched({ cache });
    expect(code).toBe(1);
    expect(json.errors[0].message).toContain('The same command goes on from here.');

    // Ten events more, and fifteen of the known ones were of an issue that is deleted.
    const left = [...eventsFrom(260, 90), ...eventsFrom(155, 155)];
    answers({ page: 1, of: 3, events: left.slice(0, 100) });
    answers({ page: 1, of: 3, events: left.slice(0, 100) });
    answers({ page: 2, of: 3, events: left.slice(100, 200) });
    answers({ page: 3, of: 3, events: left.slice(200) });
    const again = await fetched({ cache });
    expect({ code: again.code, spells: again.spells }).toEqual({ code: 0, spells: 260 });
    expect(nock.isDone()).toBe(true);
  });

  it('goes back where pages moved so far that one would be left out', async () => {
    const file = join(folder(), 'events');
    writeFileSync(`${file}.part`, lines(eventsFrom(600, 400)));
    // 350 of the 400 known events are gone.
    const left = [...eventsFrom(600, 50), ...eventsFrom(200, 200)];
    const page = (number: number) => ({
      page: number,
      of: 3,
      events: left.slice(number * 100 - 100, number * 100),
    });
    answers(page(1));
    asked(4).reply(200, []);
    answers(page(3));
    answers(page(2));
    answers(page(1));
    answers(page(2));
    answers(page(3));
    const { spells } = await fetched({ args: ['--save', file] });
    expect(spells).toBe(600);
    expect(nock.isDone()).toBe(true);
  });

  it('keeps what it fetched with --save, asks for what is new the next time, and can be read with --events', async () => {
    const file = join(folder(), 'events.ndjson');
    answers({ page: 1, of: 1, events: eventsFrom(40, 40) });
    expect((await fetched({ args: ['--save', file] })).spells).toBe(40);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toContain('Private');

    answers({ page: 1, of: 1, events: eventsFrom(50, 50) });
    expect((await fetched({ args: ['--save', file] })).spells).toBe(50);
    const { out } = await run(runAnalyze, '--events', file, '--json');
    expect(JSON.parse(out).spells).toHaveLength(50);
  });

  it('cuts off what a process that was killed left half written', async () => {
    const file = join(folder(), 'events.ndjson');
    writeFileSync(file, `${lines(eventsFrom(3, 3))}{"id":4,"event":"lab`);
    answers({ page: 1, of: 1, events: eventsFrom(5, 5) });
    expect((await fetched({ args: ['--save', file] })).spells).toBe(5);
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(5);
  });

  it.each([
    ['of another repository', lines(eventsFrom(3, 3)).replaceAll('acme/api', 'acme/web'), 'holds events of'],
    ['an export of another kind', JSON.stringify(eventsFrom(3, 3)), 'is not what --save wrote'],
    ['something else', 'hello\n', 'is not what --save wrote'],
  ])('leaves a file alone that is %s', async (_, text, message) => {
    const file = join(folder(), 'events.ndjson');
    writeFileSync(file, text);
    const { code, json } = await fetched({ args: ['--save', file] });
    expect({ code, message: json.errors[0].message }).toEqual({
      code: 1,
      message: expect.stringContaining(message),
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('waits as long as GitHub asks for, and says until when', async () => {
    asked(1).reply(403, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '90' });
    asked(1).reply(
      429,
      { message: 'API rate limit exceeded' },
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(NOW.getTime() / 1000 + 600),
      },
    );
    answers({ page: 1, of: 1, events: eventsFrom(1, 1) });
    const { waits, shown, spells } = await fetched();
    expect(waits).toEqual([90_000, 510_000]);
    expect(shown).toContain("GitHub's rate limit is used up; going on at 2026-03-02T00:10:00Z.");
    expect(spells).toBe(1);
  });

  it('asks again after a hiccup', async () => {
    asked(1).reply(502, 'Bad gateway');
    answers({ page: 1, of: 1, events: eventsFrom(1, 1) });
    expect((await fetched()).spells).toBe(1);
  });

  it('takes what there is where GitHub lists no older events', async () => {
    answers({ page: 1, of: 2, events: eventsFrom(200, 100) });
    asked(2).reply(422, { message: 'In order to keep the API fast for everyone, pagination is limited' });
    expect(await fetched()).toMatchObject({ code: 0, spells: 100 });
  });

  it.each([
    [401, 'Bad credentials', 'GitHub does not accept GITHUB_TOKEN (401): is it complete, and not expired?'],
    [
      403,
      'Resource protected by organization SAML enforcement.',
      'SAML enforcement. The token in GITHUB_TOKEN needs',
    ],
    [404, 'Not Found', 'There is no repository acme/api, or the token in GITHUB_TOKEN may not see it (404).'],
    [410, 'Issues are disabled for this repo', 'GitHub answered 410: Issues are disabled for this repo.'],
  ])('says what to do about a %i', async (status, words, message) => {
    asked(1).reply(status, { message: words });
    const { code, json, err } = await fetched();
    expect(code).toBe(1);
    expect(json.errors[0].message).toContain(message);
    expect(err).not.toContain('ghp_secret');
  });

  it('says that a repository may be private to whoever has no token', async () => {
    nock(API)
      .get(/events/)
      .reply(404, { message: 'Not Found' });
    const { json } = await fetched({ env: { GITHUB_TOKEN: '' } });
    expect(json.errors[0].message).toContain('If it is private, set GITHUB_TOKEN');
  });

  it('says that there is no network after three more tries', async () => {
    nock.enableNetConnect('127.0.0.1');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    const { code, json, waits } = await fetched({ env: { GITHUB_API_URL: `http://127.0.0.1:${port}` } });
    expect(code).toBe(1);
    expect(json.errors[0].message).toContain(
      `127.0.0.1:${port} cannot be reached (ECONNREFUSED): check the network, or GITHUB_API_URL.`,
    );
    expect(waits).toHaveLength(3);
  });

  it('refuses an address that is none', async () => {
    const { code, json } = await fetched({ env: { GITHUB_API_URL: 'github' } });
    expect({ code, message: json.errors[0].message }).toEqual({
      code: 1,
      message: 'GITHUB_API_URL must be an http(s) URL, such as https://github.example.com/api/v3.',
    });
  });
});

function lines(events: readonly object[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}
