import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runPaydown } from './app-process.ts';

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
