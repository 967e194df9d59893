/** GitHub accepts and never answers, or begins an answer and does not end it: that is no answer, and it is asked again. */
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createProbot, GitHubError, openGitHub } from '../../src/github/index.ts';
import { createMetrics } from '../../src/metrics/index.ts';
import { wallClock } from '../../src/time.ts';
import { begin, configFile } from '../end-to-end/story.ts';
import { openAcme, opensDebt } from './acme.ts';

const place = { owner: 'acme', name: 'api' };

/** The bot's access, to a GitHub that may take a second over one request. */
async function impatientBot() {
  const sandbox = await openAcme();
  const { appId, ...credentials } = sandbox.credentials;
  const probot = await createProbot({
    credentials: { appId: String(appId), ...credentials },
    apiUrl: sandbox.url,
    log: pino({ level: 'silent' }),
    metrics: createMetrics({ clock: wallClock, backlog: async () => [] }),
    app: () => {},
    requestTimeout: 1000,
  });
  const github = await openGitHub(probot, wallClock).installation(sandbox.installationId);
  return { sandbox, github, number: await opensDebt(sandbox, 'Old parser') };
}

async function meaningOf(request: Promise<unknown>): Promise<unknown> {
  const error = await request.catch((caught: unknown) => caught);
  return error instanceof GitHubError ? error.meaning : error;
}

test.each(['hang', 'stall', 'reset', 'reset-after'] as const)(
  'a write or a read on a connection of the kind "%s" is one that nobody answered',
  async (kind) => {
    const { sandbox, github, number } = await impatientBot();
    await github.createComment(place, number, '<!-- paydown:debt:owner -->\nHello.');
    const end = sandbox.intercept(({ path }) => (path.startsWith('/repos/') ? { kind } : undefined));
    const unanswered = { kind: 'unanswered' };
    expect(await meaningOf(github.createComment(place, number, 'Hello again.'))).toEqual(unanswered);
    expect(await meaningOf(github.assign(place, number, 'ana'))).toEqual(unanswered);
    // Not "there is none": that would be a reason to post another, or to take the issue for deleted.
    expect(await meaningOf(github.findComment(place, number, '<!-- paydown:debt:'))).toEqual(unanswered);
    expect(await meaningOf(github.issue(place, number))).toEqual(unanswered);
    expect(await meaningOf(github.openLabelled(place, 'tech-debt'))).toEqual(unanswered);
    end();
    expect((await github.issue(place, number))?.title).toBe('Old parser');
  },
);

test('what hangs is given up after a while, asked again, and done once', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const paid = await acme.as('pat').opens('api', 'Soon paid');
  expect(await acme.owners(paid)).toEqual(['ana']);
  acme.losesWebhooks();
  await acme.as('pat').closes(paid);
  await acme.github.settled();
  acme.hearsWebhooks();
  const struck = new Set<string>();
  acme.github.intercept(({ method, path, by }) => {
    const what = `${method} ${path.replace(/\d+/g, 'N')}`;
    if (by !== 'paydown[bot]' || struck.has(what)) return undefined;
    if (method === 'POST' && path.endsWith('/comments')) {
      struck.add(what);
      return { kind: 'hang' };
    }
    if (method !== 'GET' || !path.endsWith(`/issues/${paid.number}`)) return undefined;
    struck.add(what);
    return { kind: 'stall' };
  });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await expect.poll(() => struck.size, { timeout: 20_000 }).toBe(1);
  acme.leapTo('2026-01-06T03:00:00Z');
  await acme.app.tick();
  await expect.poll(() => struck.size, { timeout: 20_000 }).toBe(2);
  await expect.poll(() => acme.owners(parser), { timeout: 60_000 }).toEqual(['ana']);
  expect(await acme.comments(parser)).toHaveLength(1);
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [heartbeat = ''] = await acme.announcements('api', 'heartbeat');
  expect(heartbeat).toContain('2026-W02: 2 came in − 1 paid = net +1.');
}, 180_000);
