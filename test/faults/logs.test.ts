import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { type AppProcess, environmentOf, spawnPaydown, startProcess } from './app-process.ts';
import { startEchoProxy } from './echo-proxy.ts';

/** What people wrote in a private repository, and what must not get around otherwise. */
const PRIVATE = ['Merger with Initech', 'Milton keeps the stapler', 'ask Lumbergh in the basement'] as const;
const [title, comment, body] = PRIVATE;
const PASSWORD = 'tps-report-7';

const config = `version: 1
rotations:
  - {name: infra, starts: 2020-01-06T09:00, every: 1 week, cap: 20, roster: [ana]}
`;

async function startGitHub(): Promise<Sandbox> {
  const repositories = [{ name: 'api', visibility: 'private', labels: ['tech-debt'] } as const];
  const github = await startSandbox({ seed: { organisation: 'acme', people: ['ana', 'pat'], repositories } });
  onTestFinished(() => github.close());
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  return github;
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

async function says(app: AppProcess, message: string): Promise<void> {
  const isSaid = () => app.said.some((line) => line.includes(`"msg":"${message}"`));
  await expect.poll(isSaid, { timeout: 30_000, message: `the App says "${message}"` }).toBe(true);
}

/** Everything that no log may hold: words of people, and whatever opens a door. */
function secretsOf(github: Sandbox, credentials: ReadonlySet<string>): string[] {
  const { privateKey, webhookSecret } = github.credentials;
  const key = privateKey.split('\n').filter((line) => line.length > 20 && !line.startsWith('---'));
  const signatures = github.deliveries.map(({ headers }) => headers['x-hub-signature-256']?.slice(7) ?? '');
  return [...PRIVATE, PASSWORD, webhookSecret, ...key, ...signatures, ...credentials].filter(
    (one) => one !== '',
  );
}

test('whatever fails, at the most talkative level, no log repeats what people wrote or what opens doors', async () => {
  const github = await startGitHub();
  const proxy = await startEchoProxy(github.url);
  const { databaseUrl } = await startPostgres(PASSWORD);
  const settings = { DATABASE_URL: databaseUrl, GITHUB_API_URL: proxy.url, LOG_LEVEL: 'trace' };
  const noToken = proxy.fail(500, ({ path }) => path.endsWith('/access_tokens'));
  const app = await startProcess({ ...environmentOf(github, ''), ...settings });
  const door = `http://127.0.0.1:${app.port}/api/github/webhooks`;
  github.deliverTo(door);
  await noToken;

  const { issues } = github.as('pat').rest;
  const where = { owner: 'acme', repo: 'api' };
  const open = (what: string) => issues.create({ ...where, title: what, body, labels: ['tech-debt'] });
  const posts = (end: string) => (request: { method: string; path: string }) =>
    request.method === 'POST' && request.path.endsWith(end);
  const refused = [502, 403, 422].map((status) => proxy.fail(status, posts('/comments')));
  const { data } = await open(title);
  await issues.createComment({ ...where, issue_number: data.number, body: comment });
  for (let n = 0; n < 2; n += 1) await open(title);
  await Promise.all(refused);
  await says(app, 'effect failed');

  const database = await connect(databaseUrl);
  await database.query(
    `alter table issues add constraint strict check (title not like '%Initech%') not valid`,
  );
  await open(title);
  await says(app, 'delivery failed');
  await database.query(
    `alter table effects add constraint strict check (effect::text not like '%debt%') not valid`,
  );
  await open('Something else');
  await says(app, 'settling failed');
  await database.query(`alter table deliveries add constraint strict check (state <> 'waiting') not valid`);
  await issues.createComment({ ...where, issue_number: data.number, body: comment });
  await says(app, 'a request failed');
  const forged = {
    'x-github-delivery': 'x',
    'x-github-event': 'issues',
    'x-hub-signature-256': `sha256=${'ab'.repeat(32)}`,
  };
  await fetch(door, { method: 'POST', body: title, headers: forged });
  await says(app, 'a delivery was refused; more within a minute are not told');

  const { rows } = await database.query(
    'select error from deliveries union select error from settles union select error from effects',
  );
  expect(await app.kill('SIGTERM')).toBe(0);
  const kept = [...app.said, ...rows.map(({ error }) => String(error))].join('\n');
  expect(kept).toMatch(/violates check constraint/);
  expect(proxy.credentials.size).toBeGreaterThan(2);
  for (const secret of [...secretsOf(github, proxy.credentials), 'ab'.repeat(32)])
    expect(kept).not.toContain(secret);
}, 90_000);

test('a start that the database fails tells why, without the row or the password', async () => {
  const { databaseUrl } = await startPostgres(PASSWORD);
  const database = await connect(databaseUrl);
  await database.query(`create table kysely_migration (name text primary key, timestamp text,
    constraint strict check (timestamp = '${title}'))`);
  const github = await startGitHub();
  const child = spawnPaydown(['start'], { ...environmentOf(github, ''), DATABASE_URL: databaseUrl });
  const said = child.stderr ? text(child.stderr) : '';
  expect((await once(child, 'exit'))[0]).toBe(1);
  expect(await said).toContain('violates check constraint');
  for (const secret of [title, PASSWORD, 'Failing row']) expect(await said).not.toContain(secret);
});
