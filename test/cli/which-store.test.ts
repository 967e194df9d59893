import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { storeName } from '../../src/store/index.ts';
import { runPaydown } from '../faults/app-process.ts';

const NOBODY = 'postgres://paydown:hunter2@127.0.0.1:9/production';

/** A folder with a store in `data`, and in `.env` the database of an App that is in service. */
async function desk() {
  const folder = await mkdtemp(join(tmpdir(), 'paydown-which-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(inject('templateStore'), join(folder, 'data'), { recursive: true });
  await writeFile(join(folder, '.env'), `DATABASE_URL=${NOBODY}\n`);
  const run = (args: string[], env: Record<string, string>) => runPaydown(args, env, folder);
  return { folder, run };
}

test.each([['restore', 'x.dump'], ['dump', 'new.dump'], ['deadletters'], ['start']])(
  'a folder that is named beside the database of .env is refused by %s, with both ways out',
  async (...args) => {
    const { folder, run } = await desk();
    const before = await readdir(folder);
    const { code, out, err } = await run(args, { DATA_DIR: './new' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('.env names a database as well (DATABASE_URL)');
    expect(err).toContain('For the folder set `DATABASE_URL=` (empty)');
    expect(err).toContain('for the database leave DATA_DIR out');
    expect(err).not.toContain('hunter2');
    expect(await readdir(folder)).toEqual(before);
  },
);

test('with DATABASE_URL emptied the folder counts, and dump and restore name it', async () => {
  const { folder, run } = await desk();
  const dumped = await run(['dump', 'x.dump'], { DATA_DIR: './data', DATABASE_URL: '' });
  expect(dumped.err).toMatch(/^\d+ rows of the folder .*\/data written to x\.dump\n$/);
  const restored = await run(['restore', 'x.dump'], { DATA_DIR: './new', DATABASE_URL: '' });
  expect(restored.err).toMatch(/^\d+ rows restored from x\.dump into the folder .*\/new\n$/);
  expect(await readdir(folder)).toContain('new');
}, 60_000);

test('where both stand in one place the database counts, as the settings say', async () => {
  const { folder, run } = await desk();
  const unreachable = 'DATABASE_URL: the database cannot be reached';
  expect((await run(['dump', 'x.dump'], { DATA_DIR: './data', DATABASE_URL: NOBODY })).err).toContain(
    unreachable,
  );
  await writeFile(join(folder, '.env'), `DATA_DIR=./data\nDATABASE_URL=${NOBODY}\n`);
  expect((await run(['dump', 'x.dump'], {})).err).toContain(unreachable);
});

test.each([
  ['postgres://u:hunter2@db.example.com/paydown', 'PostgreSQL paydown at db.example.com'],
  ['postgresql://u:hunter2@127.0.0.1:5433/p2?sslmode=require', 'PostgreSQL p2 at 127.0.0.1:5433'],
  ['postgres:///paydown?host=/run/postgresql', 'PostgreSQL paydown at /run/postgresql'],
  ['postgres://ana@localhost', 'PostgreSQL ana at localhost'],
])('%s is told without its password', (databaseUrl, name) => {
  expect(storeName({ databaseUrl })).toBe(name);
});

const settings = { APP_ID: '1', WEBHOOK_SECRET: 'x', PRIVATE_KEY: 'x' };

test('without .env a start says where it looked, and what to do once', async () => {
  const { folder, run } = await desk();
  await rm(join(folder, '.env'));
  const { err } = await run(['start'], {});
  expect(err).toContain('There is no .env in /');
  expect(err.split('npx paydown register')).toHaveLength(2);
  await writeFile(join(folder, '.env'), 'APP_ID=1\n');
  expect((await run(['start'], {})).err).toContain('/.env was read.');
});

test('a folder called .env is told as one', async () => {
  const { folder, run } = await desk();
  await rm(join(folder, '.env'));
  await mkdir(join(folder, '.env'));
  expect((await run(['start'], settings)).err).toBe(
    'paydown: .env is a folder, and a file with settings is meant. Move it away, or run this in another folder.\n',
  );
});

test('a start on a port in use leaves no folder behind', async () => {
  const { folder, run } = await desk();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const env = { ...settings, PRIVATE_KEY: privateKey, DATA_DIR: './fresh', DATABASE_URL: '' };
  const { code, err } = await run(['start'], { ...env, PORT: String(port) });
  expect(code).toBe(1);
  expect(err).toContain(`PORT: ${port} is in use on 127.0.0.1`);
  expect(await readdir(folder)).not.toContain('fresh');
});
