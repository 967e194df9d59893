/** The load, as a process of its own, so that it does not share the event loop of what is measured. */
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { pause } from './benchmark.ts';
import type { Load, Outcome } from './deliver.ts';

type Letter = { readonly guid: string; readonly body: Buffer; readonly signature: string };

type Tally = { readonly acknowledged: string[]; readonly latencies: number[]; failed: number };

/** More letters than this are not prepared ahead: one machine does not deliver more in a run. */
const LETTERS = 200_000;

process.once('message', async (load: Load) => {
  process.send?.(await carry(load), () => process.disconnect());
});

async function carry(load: Load): Promise<Outcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const post = poster(load, agent);
  const tally: Tally = { acknowledged: [], latencies: [], failed: 0 };
  const letters = write(load);
  const began = performance.now();
  if (load.pace.kind === 'steady') await steadily(load.pace, letters, post, tally);
  else await allOut(load, letters, post, tally);
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  const latencies = Float64Array.from(tally.latencies).sort();
  const percentile = (share: number) => latencies[Math.ceil(latencies.length * share) - 1] ?? Number.NaN;
  return {
    acknowledged: tally.acknowledged,
    failed: tally.failed,
    seconds,
    median: percentile(0.5),
    p99: percentile(0.99),
  };
}

/** Every delivery has a GUID of its own; each body is signed once, before anything is measured. */
function* write(load: Load): Generator<Letter> {
  const bodies = load.bodies.map((text) => {
    const body = Buffer.from(text);
    return { body, signature: `sha256=${createHmac('sha256', load.secret).update(body).digest('hex')}` };
  });
  const count = load.pace.kind === 'so many' ? load.pace.deliveries : LETTERS;
  for (let n = 0; n < count; n += 1) {
    const letter = bodies[n % bodies.length];
    if (letter) yield { guid: randomUUID(), ...letter };
  }
}

type Post = (letter: Letter) => Promise<number>;

/** Each connection sends its next delivery as soon as the last one was answered. */
async function allOut(load: Load, letters: Iterator<Letter>, post: Post, tally: Tally): Promise<void> {
  const until = load.pace.kind === 'so many' ? Number.POSITIVE_INFINITY : load.pace.seconds * 1000;
  const stop = performance.now() + until;
  const connection = async () => {
    while (performance.now() < stop) {
      const { value, done } = letters.next();
      if (done) return;
      await send(value, performance.now(), post, tally);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
}

/**
 * Deliveries come at their times, whatever became of those before, and each is late from the time at which it
 * should have been sent: a server that stalls cannot hide behind the load that it keeps waiting.
 */
async function steadily(
  pace: { readonly perSecond: number; readonly seconds: number },
  letters: Iterator<Letter>,
  post: Post,
  tally: Tally,
): Promise<void> {
  const began = performance.now();
  const underWay: Promise<void>[] = [];
  for (let n = 0; n < pace.perSecond * pace.seconds; n += 1) {
    const due = began + (n * 1000) / pace.perSecond;
    if (due > performance.now()) await pause(due - performance.now());
    const { value, done } = letters.next();
    if (!done) underWay.push(send(value, due, post, tally));
  }
  await Promise.all(underWay);
}

async function send(letter: Letter, due: number, post: Post, tally: Tally): Promise<void> {
  const status = await post(letter).catch(() => 0);
  tally.latencies.push(performance.now() - due);
  if (status >= 200 && status < 300) {
    tally.acknowledged.push(letter.guid);
  } else {
    tally.failed += 1;
    // Where nobody listens, refusals come faster than any load.
    await pause(20);
  }
}

function poster({ url, event }: Load, agent: Agent): Post {
  const { hostname, port, pathname } = new URL(url);
  return ({ guid, body, signature }) =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': body.length,
        'x-github-delivery': guid,
        'x-github-event': event,
        'x-hub-signature-256': signature,
      };
      const options = { hostname, port, path: pathname, method: 'POST', agent, headers, timeout: 10_000 };
      const sent = request(options, (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0));
        response.once('error', reject);
      });
      sent.once('timeout', () => sent.destroy(new Error('GitHub waits for ten seconds')));
      sent.once('error', reject).end(body);
    });
}
