import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { readEnvironment, readStoreLocation } from '../src/environment.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const complete = { APP_ID: '7', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'x' };

test('three variables are enough, the rest has defaults', () => {
  expect(readEnvironment(complete)).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    store: { dataDir: './data' },
    role: 'all',
    logLevel: 'info',
    apiUrl: undefined,
  });
});

test.each(['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET'])(
  'without %s it names it and says how to get one',
  (name) => {
    const without = { ...complete, [name]: undefined };
    expect(() => readEnvironment(without)).toThrow(name);
    expect(() => readEnvironment(without)).toThrow('npx paydown register');
  },
);

test.each([
  ['an empty secret', { WEBHOOK_SECRET: '  ' }, /WEBHOOK_SECRET is empty/],
  ['an App id that is a name', { APP_ID: 'paydown' }, /APP_ID must be the number/],
  ['a key that is none', { PRIVATE_KEY: 'hunter2' }, /PRIVATE_KEY: this is not a private key/],
  [
    'a key file that is not there',
    { PRIVATE_KEY: '', PRIVATE_KEY_PATH: '/nowhere.pem' },
    /nowhere\.pem cannot be read/,
  ],
  ['a port that is none', { PORT: 'http' }, /PORT must be a number/],
  ['an API that is no URL', { GITHUB_API_URL: 'github.example.com' }, /GITHUB_API_URL must be/],
  ['a role that is none', { ROLE: 'both' }, /ROLE must be/],
  ['a password that is not encoded', { DATABASE_URL: 'postgres://a:b#c@host/x' }, /DATABASE_URL must.*%23/],
  ['a worker on a folder', { ROLE: 'worker' }, /needs DATABASE_URL/],
])('%s stops the start with the remedy', (_what, change, message) => {
  expect(() => readEnvironment({ ...complete, ...change })).toThrow(message);
});

test.each([
  ['with \\n for line ends', privateKey.replaceAll('\n', '\\n')],
  ['in base64', Buffer.from(privateKey).toString('base64')],
  ['as it is', privateKey],
])('a key %s is read', (_what, PRIVATE_KEY) => {
  expect(readEnvironment({ ...complete, PRIVATE_KEY }).credentials.privateKey.trim()).toBe(privateKey.trim());
});

test('a variable that is there but empty is not set: the default counts', () => {
  const empty: NodeJS.ProcessEnv = {
    DATA_DIR: '',
    DATABASE_URL: ' ',
    HOST: '',
    PORT: '',
    ROLE: '',
    GITHUB_API_URL: '',
  };
  expect(readEnvironment({ ...complete, ...empty })).toEqual(readEnvironment(complete));
  expect(readStoreLocation(empty)).toEqual({ dataDir: './data' });
});
