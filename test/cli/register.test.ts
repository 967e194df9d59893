import { expect, test } from 'vitest';
import { runRegister } from '../../src/cli/register.ts';
import { run } from './run.ts';

test.each([
  ['no address', [], 'such as https://paydown.example.com'],
  ['an address with a path', ['--url', 'https://example.com/paydown'], 'A path, a query or a password'],
  ['an address with a query', ['--url', 'https://example.com/?a=b'], 'A path, a query or a password'],
  ['plain HTTP to a public host', ['--url', 'http://paydown.example.com'], 'must begin with https://'],
  ['plain HTTP to a public address', ['--url', 'http://8.8.8.8:3000'], 'must begin with https://'],
  [
    'an address without its beginning',
    ['--url', 'paydown.example.com'],
    'did you mean https://paydown.example.com?',
  ],
  ['such an address with a port', ['--url', 'localhost:3000'], 'did you mean https://localhost:3000?'],
  [
    'an organisation with a space',
    ['--url', 'https://example.com', '--org', 'a b'],
    "single hyphens, not 'a b'",
  ],
  [
    'an organisation as an address',
    ['--url', 'https://example.com', '--org', 'https://github.com/acme'],
    "must be the organisation's login",
  ],
  ['a port that is a word', ['--url', 'https://example.com', '--port', 'http'], "not 'http'"],
  ['a port beyond all ports', ['--url', 'https://example.com', '--port', '65536'], 'from 1 to 65535'],
  ['a port in another notation', ['--url', 'https://example.com', '--port', '0x10'], "not '0x10'"],
])('%s is refused as wrong usage', async (_, args, message) => {
  const { code, out, err } = await run((given, io) => runRegister([...given], io), ...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});
