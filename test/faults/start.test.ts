import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runPaydown, spawnPaydown } from './app-process.ts';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'paydown-start-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('without an App the start names everything that is missing and how to get it', async () => {
  const { err, code } = await runPaydown(['start'], {}, await emptyFolder());
  expect(code).toBe(1);
  expect(err).toContain('APP_ID is not set');
  expect(err).toContain('WEBHOOK_SECRET is not set');
  expect(err).toContain('PRIVATE_KEY or PRIVATE_KEY_PATH: neither is set');
  expect(err).toContain('npx paydown register');
  expect(err).not.toContain(' at ');
});

test('the settings in .env count, and the environment before them', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, '.env'), 'APP_ID=seven\nWEBHOOK_SECRET=x\nPRIVATE_KEY=x\n');
  const { err } = await runPaydown(['start'], { WEBHOOK_SECRET: ' ' }, folder);
  expect(err).toContain('APP_ID must be the number');
  expect(err).toContain('WEBHOOK_SECRET is empty');
});

test.each([
  ['a folder that is a file', { DATA_DIR: 'taken' }, 'DATA_DIR: the folder taken cannot be made or used'],
  [
    'a database that is not there',
    { DATABASE_URL: 'postgres://x@127.0.0.1:9/x' },
    'DATABASE_URL: the database cannot be reached',
  ],
  [
    'an address of another machine',
    { HOST: '192.0.2.1', DATA_DIR: 'data' },
    'HOST: cannot listen on 192.0.2.1',
  ],
])('%s stops the start, and says which setting to mend', async (_what, settings, message) => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'taken'), '');
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const env = {
    APP_ID: '1',
    WEBHOOK_SECRET: 'x',
    PRIVATE_KEY: privateKey,
    GITHUB_API_URL: 'http://127.0.0.1:9',
  };
  const { err, code } = await runPaydown(['start'], { ...env, LOG_LEVEL: 'error', ...settings }, folder);
  expect(err).toContain(message);
  expect(err).not.toMatch(/\n {4}at /);
  expect(code).toBe(1);
});

test('an unknown command and an unknown option are wrong usage', async () => {
  const folder = await emptyFolder();
  expect((await runPaydown(['strat'], {}, folder)).code).toBe(2);
  expect((await runPaydown(['start', '--fast'], {}, folder)).code).toBe(2);
  expect((await runPaydown([], {}, folder)).code).toBe(2);
  expect((await runPaydown(['--help'], {}, folder)).out).toContain('paydown COMMAND');
});

/** The one answer of GitHub that creates an App ("Registering a GitHub App from a manifest"). */
async function githubThatCreatesApps(): Promise<number> {
  const app = { id: 42, client_id: 'c', client_secret: 's', webhook_secret: 'w', pem: '-----BEGIN\nKEY\n' };
  const server = createServer((request, response) => {
    const created = request.method === 'POST' && request.url === '/api/v3/app-manifests/code1/conversions';
    response.writeHead(created ? 201 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(created ? { ...app, html_url: 'http://127.0.0.1/apps/paydown' } : {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('register serves its page on this machine, and writes what GitHub gives for its owner alone', async () => {
  const folder = await emptyFolder();
  const port = await freePort();
  const github = { GHE_HOST: `127.0.0.1:${await githubThatCreatesApps()}`, GHE_PROTOCOL: 'http' };
  const env = { PATH: process.env.PATH ?? '', ...github };
  const args = ['register', '--url', 'https://paydown.example.com', '--port', String(port)];
  const child = spawnPaydown(args, env, folder);
  const url = `http://127.0.0.1:${port}/probot`;
  await expect
    .poll(
      () =>
        fetch(url).then(
          (answer) => answer.status,
          () => 0,
        ),
      { timeout: 10_000 },
    )
    .toBe(200);
  expect(await (await fetch(url)).text()).toContain('https://paydown.example.com/api/github/webhooks');
  await fetch(`${url}/setup?code=code1`, { redirect: 'manual' });
  const written = await readFile(join(folder, '.env'), 'utf8');
  expect(written).toBe('APP_ID=42\nPRIVATE_KEY="-----BEGIN\\nKEY\\n"\nWEBHOOK_SECRET=w\n');
  expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test('register keeps away from production and from an App that is there', async () => {
  const folder = await emptyFolder();
  const args = ['register', '--url', 'https://paydown.example.com'];
  expect((await runPaydown(args, { NODE_ENV: 'production' }, folder)).err).toContain('NODE_ENV=production');
  await writeFile(join(folder, '.env'), 'APP_ID=7\n');
  expect((await runPaydown(args, {}, folder)).err).toContain('.env names an App already');
  expect((await runPaydown(['register'], {}, folder)).code).toBe(2);
});
