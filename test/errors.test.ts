import { expect, test } from 'vitest';
import { messageOf, told } from '../src/errors.ts';

test.each([
  ['401 for token ghs_16C7e42F292c6912E7710c838347Ae178B4a', '401 for token [redacted]'],
  ['sent ghs_1_eyJhbGciOiJ.eyJpc3M.c2ln today', 'sent [redacted] today'],
  ['Authorization: bearer eyJhbGciOiJ.eyJpc3M.c2ln', 'Authorization: bearer [redacted]'],
  ['github_pat_11ABC_def is expired', '[redacted] is expired'],
  ['sha256=6c6f7665 does not match', '[redacted] does not match'],
  ['connect postgres://paydown:se@cret@db:5432/x', 'connect postgres://paydown:[redacted]@db:5432/x'],
  ['no key: -----BEGIN RSA PRIVATE KEY-----\nMIIE', 'no key: [redacted]'],
  ['connect ECONNREFUSED 127.0.0.1:9', 'connect ECONNREFUSED 127.0.0.1:9'],
  [
    'GET https://api.github.com/repos/acme/api: 404 Not Found',
    'GET https://api.github.com/repos/acme/api: 404 Not Found',
  ],
])('the message %j is told as %j', (message, expected) => {
  expect(messageOf(new Error(message))).toBe(expected);
});

test('a text that cannot be parsed is not quoted', () => {
  const parse = () => JSON.parse('the launch code is 0000');
  expect(parse).toThrow('launch');
  try {
    parse();
  } catch (error) {
    expect(JSON.stringify(told(error))).not.toMatch(/launch|0000/);
  }
});

test('of an error its kind, code, message and way are told, and nothing that it carries', () => {
  const carried = { code: '23505', detail: 'Key (title)=(a secret)', request: { body: 'a secret' } };
  const error = Object.assign(new RangeError('duplicate\na secret'), carried, {
    cause: new Error('a secret'),
  });
  const { stack, ...rest } = told(error);
  expect(rest).toEqual({ type: 'RangeError', code: '23505', message: 'duplicate' });
  expect(stack).toMatch(/^ {4}at .*errors\.test\.ts/);
  expect(stack).not.toContain('secret');
});
