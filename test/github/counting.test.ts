import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProbot, type GitHub, openGitHub } from '../../src/github/index.ts';
import { createMetrics, type Metrics } from '../../src/metrics/index.ts';

const now = new Date('2026-01-05T10:00:00Z');
const api = 'https://github.example.com';
const place = { owner: 'acme', name: 'api' };
const TOKEN = 'POST /app/installations/{installation_id}/access_tokens';
const COMMENTS = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

let github: GitHub;
let metrics: Metrics;

beforeEach(async () => {
  nock.disableNetConnect();
  metrics = createMetrics({ clock: () => now, backlog: async () => [] });
  const probot = await createProbot({
    credentials: { appId: '1', privateKey, webhookSecret: 'x' },
    apiUrl: `${api}/api/v3`,
    log: pino({ level: 'silent' }),
    metrics,
    app: () => {},
  });
  github = openGitHub(probot, () => now);
});

afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

function giveToken() {
  return nock(api)
    .post('/api/v3/app/installations/7/access_tokens')
    .reply(201, { token: 'ghs_x', expires_at: '2099-01-01T00:00:00Z', permissions: {} });
}

const rateLimit = (resource: string, remaining: number) => ({
  'x-ratelimit-resource': resource,
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(now.getTime() / 1000 + 1200),
});

/** The series of a metric with their values, in alphabetical order. */
async function counted(metric: string): Promise<string[]> {
  const lines = (await metrics.scrape()).text.split('\n');
  return lines
    .filter((line) => line.startsWith(`${metric}{`))
    .map((line) => line.slice(metric.length))
    .sort();
}

test('the token and every page of a list are counted once, by their route and never by a path', async () => {
  giveToken();
  const path = '/api/v3/repos/acme/api/issues/1/comments';
  // GitHub names the following page by the number of the repository.
  const next = `${api}/api/v3/repositories/5/issues/1/comments?page=2`;
  nock(api).get('/api/v3/app').reply(200, { slug: 'paydown' });
  nock(api)
    .get(path)
    .query(true)
    .reply(200, [], { link: `<${next}>; rel="next"`, ...rateLimit('core', 41) });
  nock(api).get('/api/v3/repositories/5/issues/1/comments?page=2').reply(200, [], rateLimit('core', 40));
  await (await github.installation(7)).findComment(place, 1, '<!-- x -->');
  expect(await counted('paydown_github_requests_total')).toEqual([
    '{route="GET /app",status="2xx"} 1',
    `{route="${COMMENTS}",status="2xx"} 2`,
    `{route="${TOKEN}",status="2xx"} 1`,
  ]);
  expect(await counted('paydown_github_installation_requests_total')).toEqual([
    '{installation="7",status="2xx"} 2',
    '{installation="app",status="2xx"} 2',
  ]);
  expect(await counted('paydown_github_budget_remaining')).toEqual(['{installation="7",resource="core"} 40']);
});

test('a token that is refused is one request, not two', async () => {
  nock(api).post('/api/v3/app/installations/7/access_tokens').reply(404, { message: 'Not Found' });
  await expect((await github.installation(7)).issue(place, 1)).resolves.toBeUndefined();
  expect(await counted('paydown_github_requests_total')).toEqual([`{route="${TOKEN}",status="4xx"} 1`]);
});

test('a request that gets no answer is counted as well', async () => {
  giveToken();
  nock(api).post('/api/v3/repos/acme/api/issues/1/comments').replyWithError('socket hang up');
  await expect((await github.installation(7)).createComment(place, 1, 'Hello.')).rejects.toThrow('no answer');
  expect(await counted('paydown_github_installation_requests_total')).toEqual([
    '{installation="7",status="none"} 1',
    '{installation="app",status="2xx"} 1',
  ]);
});

test('GraphQL has one route and a budget of its own, also where its address is written in full', async () => {
  giveToken();
  const data = { u0: { status: null } };
  nock(api).post('/api/graphql').reply(200, { data }, rateLimit('graphql', 17));
  await (await github.installation(7)).busy(['ana']);
  expect(await counted('paydown_github_requests_total')).toContain('{route="POST /graphql",status="2xx"} 1');
  expect(await counted('paydown_github_budget_remaining')).toEqual([
    '{installation="7",resource="graphql"} 17',
  ]);
});
