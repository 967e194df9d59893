import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { spawnPaydown } from './app-process.ts';

const ARGS = ['register', '--url', 'https://paydown.example.com', '--org', 'acme'];

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'paydown-register-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The one answer of GitHub that creates an App ("Registering a GitHub App from a manifest"). */
async function githubThatCreatesApps(): Promise<string> {
  const app = { id: 42, client_id: 'c', client_secret: 's', webhook_secret: 'w', pem: '-----BEGIN\nKEY\n' };
  const server = createServer((request, response) => {
    const created = request.method === 'POST' && request.url === '/api/v3/app-manifests/code1/conversions';
    response.writeHead(created ? 201 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(created ? { ...app, html_url: 'http://127.0.0.1/apps/paydown' } : {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

type Heard = { status: number; body: string; location: string | undefined };

async function openRegistration(env: Record<string, string> = {}) {
  const folder = await emptyFolder();
  const port = await freePort();
  const github = { GHE_HOST: await githubThatCreatesApps(), GHE_PROTOCOL: 'http' };
  const args = [...ARGS, '--port', String(port)];
  const child = spawnPaydown(args, { PATH: process.env.PATH ?? '', ...github, ...env }, folder);
  const visit = (path: string, options: { method?: string; headers?: object } = {}) =>
    new Promise<Heard>((resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', path, ...options, headers: { ...options.headers } });
      asked.on('error', reject).on('response', async (response) => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, body: await text(response), location: headers.location });
      });
      asked.end();
    });
  const isOpen = () =>
    visit('/').then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(isOpen, { timeout: 30_000 }).toBe(200);
  return { child, folder, port, visit, env: join(folder, '.env') };
}

function stateIn(body: string): string {
  return /\?state=([0-9a-f]{32})"/.exec(body)?.[1] ?? '';
}

test('register leads to GitHub and back, and writes what GitHub gives for its owner alone, once', async () => {
  const { child, port, visit, env } = await openRegistration();
  const { body } = await visit('/');
  expect(body).toContain('/organizations/acme/settings/apps/new?state=');
  for (const part of [
    'https://paydown.example.com/api/github/webhooks',
    `http://127.0.0.1:${port}/created`,
    'default_permissions',
  ])
    expect(body).toContain(part);
  expect(body).toMatch(/"?url(&quot;|&#34;|"):(&quot;|&#34;|")http:\/\/127\.0\.0\.1:\d+\/acme/);
  const back = `/created?code=code1&state=${stateIn(body)}`;
  expect(await visit(back)).toMatchObject({
    status: 302,
    location: 'http://127.0.0.1/apps/paydown/installations/new',
  });
  const written = 'APP_ID=42\nPRIVATE_KEY="-----BEGIN\\nKEY\\n"\nWEBHOOK_SECRET=w\n';
  const api = /^GITHUB_API_URL=http:\/\/127\.0\.0\.1:\d+\/api\/v3\n$/;
  const text = await readFile(env, 'utf8');
  expect(text.slice(0, written.length)).toBe(written);
  expect(text.slice(written.length)).toMatch(api);
  expect((await stat(env)).mode & 0o777).toBe(0o600);
  expect((await visit(back)).status).toBe(410);
  expect(await readFile(env, 'utf8')).toBe(text);
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test('a website that sends a browser to the page of registration gets nothing written', async () => {
  const { visit, port, env } = await openRegistration();
  const state = stateIn((await visit('/')).body);
  const rebound = { headers: { host: `evil.test:${port}` } };
  const refusals = [
    await visit('/created?code=code1'),
    await visit('/created?code=code1&state=0123456789abcdef0123456789abcdef'),
    await visit(`/created?state=${state}`),
    await visit('/', rebound),
    await visit(`/created?code=code1&state=${state}`, rebound),
    await visit(`/created?code=code1&state=${state}`, { method: 'POST' }),
    await visit('/probot/setup?code=code1'),
    await visit('/probot/import', { method: 'POST' }),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403, 421, 421, 404, 404, 404]);
  expect(refusals.map(({ body }) => body).join()).not.toContain(state);
  const forwarded = await visit('/', {
    headers: { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' },
  });
  expect(forwarded.body).not.toContain('evil.test');
  const failed = await visit(`/created?code=unknown&state=${state}`);
  expect(failed.status).toBe(502);
  expect(failed.body).not.toMatch(/ at |node_modules/);
  expect(existsSync(env)).toBe(false);
});

test('the page of registration stays on loopback, whatever HOST and PORT say', async () => {
  const { port } = await openRegistration({ HOST: '0.0.0.0', PORT: '1' });
  // Another address of the same loopback: open to it is open to all.
  const socket = connect({ port, host: '127.0.0.2' });
  onTestFinished(() => void socket.destroy());
  const outcome = await Promise.race([
    once(socket, 'connect').then(() => 'open'),
    once(socket, 'close').then(() => 'closed'),
  ]).catch(() => 'closed');
  expect(outcome).toBe('closed');
});

test('register keeps away from production, from an App that is there, and from a port in use', async () => {
  const folder = await emptyFolder();
  const run = async (args: string[], env: Record<string, string> = {}) => {
    const child = spawnPaydown(args, { PATH: process.env.PATH ?? '', ...env }, folder);
    const said = child.stderr ? text(child.stderr) : '';
    return { code: (await once(child, 'exit'))[0], said: await said };
  };
  expect((await run(ARGS, { NODE_ENV: 'production' })).said).toContain('NODE_ENV=production');
  expect((await run(['register'])).code).toBe(2);
  const taken = (await githubThatCreatesApps()).split(':')[1] ?? '';
  expect((await run([...ARGS, '--port', taken])).said).toBe(
    `paydown: --port ${taken} is in use; name another\n`,
  );
  await writeFile(join(folder, '.env'), 'APP_ID=7\n');
  expect((await run(ARGS)).said).toContain('.env names an App already');
});
