import { createHmac, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { type HttpParts, serveHttp, WEBHOOK_PATH } from '../../src/http/index.ts';
import { createMetrics } from '../../src/metrics/index.ts';
import { impatient } from '../../src/patience.ts';
import { wallClock } from '../../src/time.ts';
import { scrape, seriesOf } from './scraped.ts';

const SECRET = 'a secret of this test';

async function serve(parts: Partial<HttpParts> = {}) {
  const server = await serveHttp(
    {
      inbox: { store: async () => 'stored' },
      secret: SECRET,
      log: pino({ level: 'silent' }),
      metrics: createMetrics({ clock: wallClock, backlog: async () => [] }),
      ready: async () => true,
      ...parts,
    },
    { port: 0, host: '127.0.0.1' },
  );
  onTestFinished(() => server.close());
  return server;
}

function deliver(port: number, secret = SECRET) {
  const body = JSON.stringify({ installation: { id: 7 } });
  return fetch(`http://127.0.0.1:${port}${WEBHOOK_PATH}`, {
    method: 'POST',
    body,
    headers: {
      'x-github-delivery': randomUUID(),
      'x-github-event': 'issues',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  });
}

test('what the door acknowledges is timed, and what it turns away is counted by the answer', async () => {
  const { port } = await serve();
  await deliver(port);
  await deliver(port);
  await deliver(port, 'another secret');
  const scraped = await scrape(port);
  expect(scraped.get('paydown_acknowledgement_seconds_count')).toBe(2);
  expect(scraped.get('paydown_acknowledgement_seconds_bucket{le="+Inf"}')).toBe(2);
  expect(seriesOf(scraped, 'paydown_deliveries_refused_total')).toEqual({ 'status="401"': 1 });
});

test('a delivery that cannot be stored is counted as refused, and not timed', async () => {
  const { port } = await serve({ inbox: { store: () => Promise.reject(new Error('the disk is full')) } });
  await deliver(port);
  const scraped = await scrape(port);
  expect(scraped.get('paydown_deliveries_refused_total{status="500"}')).toBe(1);
  expect(scraped.get('paydown_acknowledgement_seconds_count')).toBe(0);
});

test('a process without a door tells how it is, and takes no deliveries', async () => {
  const { port } = await serve({ inbox: undefined });
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  expect([await status('/healthz'), await status('/readyz'), await status('/metrics')]).toEqual([
    200, 200, 200,
  ]);
  expect((await deliver(port)).status).toBe(404);
});

test('while the store does not answer a scrape comes all the same, and says so', async () => {
  const backlog = impatient(() => new Promise<never>(() => {}), 20);
  const { port } = await serve({ metrics: createMetrics({ clock: wallClock, backlog }) });
  const scraped = await scrape(port);
  expect(scraped.get('paydown_store_up')).toBe(0);
  expect(seriesOf(scraped, 'paydown_queue_depth')).toEqual({});
  expect(scraped.get('process_start_time_seconds')).toBeGreaterThan(0);
});

test('two Apps in one process count apart', async () => {
  const [one, other] = await Promise.all([serve(), serve()]);
  await deliver(one.port);
  expect((await scrape(one.port)).get('paydown_acknowledgement_seconds_count')).toBe(1);
  expect((await scrape(other.port)).get('paydown_acknowledgement_seconds_count')).toBe(0);
});
