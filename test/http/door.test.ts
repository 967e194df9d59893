import { createHmac, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { serveHttp, WEBHOOK_PATH } from '../../src/http/index.ts';

const SECRET = 'a secret of this test';

type Stored = { guid: string; event: string; installationId: number; body: Buffer };

async function door(options: { store?: (delivery: Stored) => Promise<void> } = {}) {
  const stored: Stored[] = [];
  const store = options.store ?? (async (delivery: Stored) => void stored.push(delivery));
  const log = pino({ level: 'silent' });
  const server = await serveHttp(
    { inbox: { store }, secret: SECRET, log, ready: async () => true },
    { port: 0, host: '127.0.0.1' },
  );
  onTestFinished(() => server.close());
  return { url: `http://127.0.0.1:${server.port}`, port: server.port, stored };
}

function sign(body: string | Buffer, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function deliver(url: string, body: string | Buffer, headers: Record<string, string> = {}) {
  return fetch(`${url}${WEBHOOK_PATH}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': randomUUID(),
      'x-github-event': 'issues',
      'x-hub-signature-256': sign(body),
      ...headers,
    },
  });
}

const body = JSON.stringify({ action: 'opened', installation: { id: 7 }, title: 'Ünïcode “and” 🚲' });

test('a genuine delivery is stored as it was sent, before it is answered', async () => {
  const { url, stored } = await door();
  const guid = randomUUID();
  const answer = await deliver(url, body, { 'x-github-delivery': guid });
  expect(answer.status).toBe(202);
  expect(stored).toEqual([{ guid, event: 'issues', installationId: 7, body: Buffer.from(body) }]);
});

test('a delivery that cannot be stored is not accepted', async () => {
  const { url } = await door({ store: () => Promise.reject(new Error('the disk is full')) });
  const answer = await deliver(url, body);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('disk');
});

test.each([
  ['signed with another secret', { 'x-hub-signature-256': sign(body, 'development') }, 401],
  ['signed for another body', { 'x-hub-signature-256': sign(`${body} `) }, 401],
  ['signed with nonsense', { 'x-hub-signature-256': 'sha256=zz' }, 401],
  ['signed the old way only', { 'x-hub-signature-256': '', 'x-hub-signature': 'sha1=00' }, 401],
  ['without a GUID', { 'x-github-delivery': '' }, 400],
  ['with an event name of a thousand letters', { 'x-github-event': 'x'.repeat(1000) }, 400],
])('a delivery %s is refused and leaves no trace', async (_what, headers, status) => {
  const { url, stored } = await door();
  expect((await deliver(url, body, headers)).status).toBe(status);
  expect(stored).toEqual([]);
});

test.each([
  ['no JSON', 'payload={}', 400],
  ['a list', '[1]', 400],
  ['an installation that is no number', '{"installation":{"id":"7"}}', 400],
  ['nothing about an installation', '{"zen":"Keep it logically awesome."}', 202],
])('a signed body that is %s stores nothing', async (_what, text, status) => {
  const { url, stored } = await door();
  expect((await deliver(url, text)).status).toBe(status);
  expect(stored).toEqual([]);
});

test('bytes that are not UTF-8 are refused even when they are signed', async () => {
  const { url, stored } = await door();
  const bytes = Buffer.concat([
    Buffer.from('{"installation":{"id":7},"x":"'),
    Buffer.from([0xff]),
    Buffer.from('"}'),
  ]);
  expect((await deliver(url, bytes)).status).toBe(401);
  expect(stored).toEqual([]);
});

test('a body larger than GitHub ever sends is refused by its announced length', async () => {
  const { port, stored } = await door();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const request = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: WEBHOOK_PATH,
      headers: {
        'content-length': String(26 * 1024 * 1024),
        'x-github-delivery': randomUUID(),
        'x-github-event': 'issues',
        'x-hub-signature-256': sign(''),
      },
    });
    request.on('response', (response) => {
      resolve(response.statusCode);
      request.destroy();
    });
    request.on('error', reject);
    request.flushHeaders();
  });
  expect(status).toBe(413);
  expect(stored).toEqual([]);
});

test('a flood of large bodies without a known signature is turned away before it fills the memory', async () => {
  const { port, stored } = await door();
  const part = Buffer.alloc(1024 * 1024, ' ');
  const flood = () =>
    new Promise<number>((resolve) => {
      const headers = {
        'x-github-delivery': randomUUID(),
        'x-github-event': 'issues',
        'x-hub-signature-256': sign(''),
      };
      const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: WEBHOOK_PATH, headers });
      onTestFinished(() => void request.destroy());
      request.on('error', () => resolve(0));
      request.on('response', (response) => resolve(response.statusCode ?? 0));
      // Twenty megabytes, and never the end of it.
      for (let n = 0; n < 20; n += 1) request.write(part);
    });
  const first = await Promise.race(Array.from({ length: 5 }, flood));
  expect(first).toBe(503);
  expect(stored).toEqual([]);
});

test('health, readiness and nothing else are served beside the door', async () => {
  const { url } = await door();
  const status = async (path: string, method = 'GET') => (await fetch(`${url}${path}`, { method })).status;
  expect(await status('/healthz')).toBe(200);
  expect(await status('/readyz')).toBe(200);
  expect(await status('/')).toBe(404);
  expect(await status('/probot')).toBe(404);
  expect(await status(WEBHOOK_PATH)).toBe(405);
});
