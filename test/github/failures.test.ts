import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { createProbot, GitHubError, type Installation, openGitHub } from '../../src/github/index.ts';
import { createMetrics } from '../../src/metrics/index.ts';

const now = new Date('2026-01-05T10:00:00Z');
const api = 'https://github.example.com';
const place = { owner: 'acme', name: 'api' };
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

let github: Installation;

beforeEach(async () => {
  nock.disableNetConnect();
  nock(api)
    .persist()
    .post('/api/v3/app/installations/7/access_tokens')
    .reply(201, { token: 'ghs_x', expires_at: '2099-01-01T00:00:00Z', permissions: {} })
    .get('/api/v3/app')
    .reply(200, { slug: 'paydown' });
  const probot = await createProbot({
    credentials: { appId: '1', privateKey, webhookSecret: 'x' },
    apiUrl: `${api}/api/v3/`,
    log: pino({ level: 'silent' }),
    metrics: createMetrics({ clock: () => now, backlog: async () => [] }),
    app: () => {},
  });
  github = await openGitHub(probot, () => now).installation(7);
});

afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

async function meaningOf(request: Promise<unknown>): Promise<GitHubError['meaning']> {
  const error = await request.then(() => undefined).catch((caught: unknown) => caught);
  if (!(error instanceof GitHubError)) throw new Error(`no GitHubError but ${error}`);
  return error.meaning;
}

function commenting() {
  return nock(api).post('/api/v3/repos/acme/api/issues/1/comments');
}

const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test.each([
  ['403 with retry-after', 403, { 'retry-after': '17' }, 'You have exceeded a secondary rate limit', 17],
  ['429 with retry-after', 429, { 'retry-after': '5' }, 'Too many requests', 5],
  ['403 secondary without a time', 403, {}, 'You have exceeded a secondary rate limit. Please wait', 60],
  [
    '403 with no requests left',
    403,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now.getTime() / 1000 + 1200) },
    'API rate limit exceeded for installation ID 7',
    1200,
  ],
])('%s is a limit, and names when to go on', async (_what, status, headers, message, seconds) => {
  commenting().reply(status, { message }, headers);
  const meaning = await meaningOf(github.createComment(place, 1, 'x'));
  expect(meaning).toEqual({ kind: 'limited', retryAt: inSeconds(seconds) });
});

test.each([
  ['404', 404, 'Not Found'],
  ['410', 410, 'Issues are disabled for this repo'],
  ['403 for want of a permission', 403, 'Resource not accessible by integration'],
  ['422', 422, 'Validation Failed'],
])('%s is a refusal: trying again cannot help', async (_what, status, message) => {
  // For want of a permission it is asked once more, with a new token.
  commenting().times(2).reply(status, { message });
  expect(await meaningOf(github.createComment(place, 1, 'x'))).toEqual({ kind: 'refused', status });
});

test.each([500, 502, 503, 504])(
  'after %i nobody knows whether it was done, and it is asked only once',
  async (status) => {
    const asked = commenting().reply(status, 'oops');
    const again = commenting().reply(201, { id: 1 });
    expect(await meaningOf(github.createComment(place, 1, 'x'))).toEqual({ kind: 'unsure' });
    expect(asked.isDone()).toBe(true);
    expect(again.isDone()).toBe(false);
  },
);

test('a connection that breaks is no answer', async () => {
  commenting().replyWithError('socket hang up');
  expect(await meaningOf(github.createComment(place, 1, 'x'))).toEqual({ kind: 'unanswered' });
});

test('an error says what was asked, on one line, and nothing of the body', async () => {
  commenting().reply(422, { message: 'Validation Failed\nmore' });
  const error = await github.createComment(place, 1, 'a secret of a user').catch((caught: unknown) => caught);
  expect(String(error)).toContain('POST comment acme/api#1: 422 Validation Failed');
  expect(String(error)).not.toMatch(/\n|secret/);
});

const forbidden = 'Resource not accessible by integration';
const accepts = (permissions: string) => ({ 'x-accepted-github-permissions': permissions });

test.each([
  [404, 'Not Found', {}, '404 Not Found (it is gone, or the App has no access to it)'],
  [410, 'This issue was deleted', {}, '410 This issue was deleted'],
  [410, 'Issues are disabled for this repo', {}, '410 Issues are disabled for this repo'],
  [
    403,
    'Repository was archived so is read-only.',
    accepts('issues=write'),
    '403 Repository was archived so is read-only.',
  ],
  [403, forbidden, {}, `403 ${forbidden} (the App lacks a permission here)`],
  [
    403,
    forbidden,
    accepts('issues=write; pull_requests=write'),
    `403 ${forbidden} (the App needs the permission issues: write or pull requests: write here)`,
  ],
  [
    403,
    forbidden,
    accepts('pull_requests=write,contents=read'),
    `403 ${forbidden} (the App needs the permission pull requests: write and contents: read here)`,
  ],
])('a refusal says in words what is wrong: %i %s', async (status, message, headers, reason) => {
  const documentation_url = 'https://docs.github.com/rest/issues/comments#create-an-issue-comment';
  commenting()
    .times(2)
    .reply(status, { message, documentation_url, status: `${status}` }, headers);
  const error = await github.createComment(place, 1, 'x').catch((caught: unknown) => caught);
  expect(error).toMatchObject({ message: `POST comment acme/api#1: ${reason}` });
});

test('a comment counts as ours only when the App wrote it', async () => {
  nock(api)
    .get('/api/v3/repos/acme/api/issues/1/comments')
    .query(true)
    .reply(200, [
      { id: 1, body: '<!-- paydown:debt:1 -->\nmine now', user: { login: 'mallory' } },
      { id: 2, body: 'see <!-- paydown:debt:1 -->', user: { login: 'paydown[bot]' } },
      { id: 3, body: '<!-- paydown:debt:1 -->\nreal', user: { login: 'paydown[bot]' } },
    ]);
  const found = await github.findComment(place, 1, '<!-- paydown:debt:1 -->');
  expect(found?.id).toBe(3);
});

test('an issue that GitHub redirects to another repository is not here any more', async () => {
  nock(api)
    .get('/api/v3/repos/acme/api/issues/1')
    .reply(301, undefined, { location: `${api}/api/v3/repositories/9/issues/1` })
    .get('/api/v3/repositories/9/issues/1')
    .reply(200, { number: 1, repository_url: `${api}/api/v3/repos/acme/elsewhere` })
    .get('/api/v3/repos/acme/api')
    .reply(200, { full_name: 'acme/api' });
  expect(await github.issue(place, 1)).toBeUndefined();
});

test('an issue of a repository that was renamed is still here', async () => {
  nock(api)
    .get('/api/v3/repos/acme/api/issues/1')
    .reply(301, undefined, { location: `${api}/api/v3/repositories/8/issues/1` })
    .get('/api/v3/repositories/8/issues/1')
    .reply(200, {
      number: 1,
      repository_url: `${api}/api/v3/repos/acme/backend`,
      title: 'Old parser',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    })
    .get('/api/v3/repos/acme/api')
    .reply(200, { full_name: 'acme/backend' });
  expect((await github.issue(place, 1))?.title).toBe('Old parser');
});

function contents() {
  return nock(api).get('/api/v3/repos/acme/api/contents/.github%2Fpaydown.yml');
}

test('a config file that GitHub does not show for its size is too large, not empty', async () => {
  contents().reply(200, { type: 'file', encoding: 'none', size: 1_200_000, content: '' });
  const text = await github.file(place, '.github/paydown.yml');
  expect(readConfig(text ?? '').problems[0]?.message).toMatch(/^the file is larger than 64 KiB/);
});

test('a config file in another encoding than UTF-8 is not guessed at', async () => {
  const content = Buffer.from('version: 1\nhome: acme/büro\n', 'latin1').toString('base64');
  contents().reply(200, { type: 'file', encoding: 'base64', size: 30, content });
  const text = await github.file(place, '.github/paydown.yml');
  expect(readConfig(text ?? '').problems[0]?.message).toMatch(/not text in UTF-8/);
});

test.each([
  ['a folder', []],
  ['a submodule', { type: 'submodule', submodule_git_url: 'git://evil.test/x.git' }],
  ['a link to another place', { type: 'symlink', target: '/etc/passwd' }],
])('%s of that name is no config file', async (_what, answer) => {
  contents().reply(200, answer);
  expect(await github.file(place, '.github/paydown.yml')).toBeUndefined();
});

test.each([
  [403, 'This installation has been suspended', { kind: 'refused', status: 403 }],
  [401, 'A JSON web token could not be decoded', { kind: 'unsure' }],
])('a token that is refused with %i keeps nobody waiting', async (status, message, meaning) => {
  nock.cleanAll();
  nock(api).persist().post('/api/v3/app/installations/7/access_tokens').reply(status, { message });
  expect(await meaningOf(github.createComment(place, 1, 'x'))).toEqual(meaning);
});

test('a token that is refused once is asked for once more', async () => {
  nock.cleanAll();
  const tokens = () => nock(api).post('/api/v3/app/installations/7/access_tokens');
  tokens().reply(401, { message: "'Expiration time' claim ('exp') is in the past" });
  tokens().reply(201, { token: 'ghs_x', expires_at: '2099-01-01T00:00:00Z', permissions: {} });
  commenting().reply(201, { id: 12 });
  expect(await github.createComment(place, 1, 'x')).toBe(12);
});
