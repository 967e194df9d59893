import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packBody, unpackBody } from '../../src/queue/body.ts';

const BODY = JSON.stringify({ action: 'labeled', issue: { title: 'Grüße, 世界, \u0000 and the like' } });

test('a body comes back as it came, and takes less room meanwhile', () => {
  const long = JSON.stringify(Array.from({ length: 300 }, () => BODY));
  expect(unpackBody(packBody(Buffer.from(BODY)))).toBe(BODY);
  expect(unpackBody(packBody(Buffer.from(long)))).toBe(long);
  expect(packBody(Buffer.from(long)).length).toBeLessThan(long.length / 3);
});

test('bodies that earlier versions kept are still read', () => {
  expect(unpackBody(BODY)).toBe(BODY);
  expect(unpackBody(zstdCompressSync(BODY).toString('base64'))).toBe(BODY);
});
