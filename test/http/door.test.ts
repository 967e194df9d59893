import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { serveHttp, WEBHOOK_PATH } from '../../src/http/index.ts';
import { createMetrics } from '../../src/metrics/index.ts';
import { wallClock } from '../../src/time.ts';
import { converse, statusesOf } from '../faults/raw-http.ts';

const SECRET = 'a secret of this test';

type Stored = { guid: string; event: string; installationId: number; body: Buffer };

type Limits = NonNullable<Parameters<typeof serveHttp>[2]>;

async function door(
  options: { store?: (delivery: Stored) => Promise<'stored' | 'full'>; limits?: Limits } = {},
) {
  const stored: Stored[] = [];
  const keep = async (delivery: Stored) => {
    stored.push(delivery);
    return 'stored' as const;
  };
  const store = options.store ?? keep;
  const log = pino({ level: 'silent' });
  const server = await serveHttp(
    {
      inbox: { store },
      secret: SECRET,
      log,
      metrics: createMetrics({ clock: wallClock, backlog: async () => [] }),
      ready: async () => true,
    },
    { port: 0, host: '127.0.0.1' },
    { grace: 0, ...options.limits },
  );
  onTestFinished(() => server.close());
  return { server, url: `http://127.0.0.1:${server.port}`, port: server.port, stored };
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
  expect(await answer.text()).toBe(
    'Something failed here; GitHub keeps the delivery and can send it again.\n',
  );
});

test('where too much waits to be stored, a delivery is to be sent again later', async () => {
  const { url } = await door({ store: async () => 'full' });
  const answer = await deliver(url, body);
  expect([answer.status, await answer.text()]).toEqual([
    503,
    'Too much is coming in at once; send it again later.\n',
  ]);
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

test('three large bodies without a known signature do not keep genuine small deliveries out', async () => {
  const { port, url, stored } = await door();
  const headers = {
    'x-github-delivery': randomUUID(),
    'x-github-event': 'issues',
    'x-hub-signature-256': sign(''),
  };
  const part = Buffer.alloc(1024 * 1024, ' ');
  for (let n = 0; n < 3; n += 1) {
    const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: WEBHOOK_PATH, headers });
    onTestFinished(() => void request.destroy());
    request.on('error', () => {});
    // The last byte that is let in is there once the next one is asked for.
    for (let m = 0; m < 21; m += 1) await new Promise((taken) => request.write(part, taken));
  }
  const padded = JSON.stringify({ installation: { id: 7 }, text: ' '.repeat(200_000) });
  const filler = JSON.stringify({ installation: { id: 7 }, text: ' '.repeat(2_000_000) });
  await expect.poll(async () => (await deliver(url, filler)).status).toBe(503);
  for (let n = 0; n < 10; n += 1) expect((await deliver(url, padded)).status).toBe(202);
  expect(stored.length).toBeGreaterThanOrEqual(10);
});

test('health, readiness and nothing else are served beside the door', async () => {
  const { url } = await door();
  const status = async (path: string, method = 'GET') => (await fetch(`${url}${path}`, { method })).status;
  expect(await status('/healthz')).toBe(200);
  expect(await status('/readyz')).toBe(200);
  expect(await status('/')).toBe(404);
  expect(await status(WEBHOOK_PATH)).toBe(405);
});

test.each([
  '/probot',
  '/probot/setup?code=x',
  '/probot/import',
  '/probot/success',
  '/created?code=x',
  '/ping',
])('the App that runs has no page to set it up: %s', async (path) => {
  const { url } = await door();
  for (const method of ['GET', 'POST']) {
    const answer = await fetch(`${url}${path}`, { method });
    expect([answer.status, await answer.text()]).toEqual([404, 'There is nothing here.\n']);
  }
});

/** However long it takes on a busy machine. */
const PATIENT = { timeout: 20_000 };

const lines = (...parts: string[]) => [Buffer.from(parts.join('\r\n'))];
const POST = `POST ${WEBHOOK_PATH} HTTP/1.1`;
const late = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };

test.each([
  ['says nothing at all', []],
  ['never ends its headers', lines(POST, 'Host: x', 'X-Slow: ')],
  [
    'never ends its body',
    lines(
      POST,
      'Host: x',
      'X-GitHub-Delivery: x',
      'X-GitHub-Event: x',
      `X-Hub-Signature-256: ${sign('')}`,
    ).concat(lines('', 'Content-Length: 9', '', '{')),
  ],
])('whoever %s is shown the door', async (_what, pieces) => {
  const { port, stored } = await door({ limits: late });
  expect(statusesOf(await converse(port, pieces, { after: 1 }))).toEqual([408]);
  expect(stored).toEqual([]);
});

test('more connections than GitHub needs are not taken, until others leave', async () => {
  const { port } = await door({ limits: { connections: 2 } });
  const idle = [1, 2].map(() => connect({ port, host: '127.0.0.1' }));
  onTestFinished(() => idle.forEach((socket) => void socket.destroy()));
  await Promise.all(idle.map((socket) => once(socket, 'connect')));
  const health = lines('GET /healthz HTTP/1.1', 'Host: x', '', '');
  const asks = async () => statusesOf(await converse(port, health, { after: 1 }));
  await expect.poll(asks, PATIENT).toEqual([]);
  idle[0]?.destroy();
  await expect.poll(asks, PATIENT).toEqual([200]);
});

test('what is no HTTP is answered without a word about our insides', async () => {
  const { port } = await door();
  const heard = await converse(port, lines('GARBAGE', '', ''), { after: 1 });
  expect(heard).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
});

test('a stop does not wait for whoever never comes to an end', async () => {
  const { server, port } = await door({ limits: { grace: 50 } });
  const dawdler = connect({ port, host: '127.0.0.1' });
  onTestFinished(() => void dawdler.destroy());
  dawdler.on('error', () => {}).write(`${POST}\r\nX-Slow: `);
  await once(dawdler, 'connect');
  await server.close();
  await expect.poll(() => dawdler.destroyed, PATIENT).toBe(true);
});
