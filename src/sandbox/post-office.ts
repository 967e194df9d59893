import { createHmac, randomUUID } from 'node:crypto';
import type { Clock } from '../time.ts';
import type { Credentials } from './credentials.ts';

/** One attempt to deliver a webhook. */
export type Delivery = {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  /** The raw body, as it went over the wire. */
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The HTTP status that came back; 0 where none did. */
  readonly status: number;
  /** `OK`, or what went wrong. */
  readonly outcome: string;
  readonly deliveredAt: Date;
  /** In seconds. */
  readonly duration: number;
  readonly redelivery: boolean;
  readonly installationId: number;
  readonly repositoryId: number | null;
  readonly response: { readonly headers: Readonly<Record<string, string>>; readonly body: string };
};

/** A webhook to send. Those of one lane arrive in the order in which they were posted. */
type Letter = {
  readonly event: string;
  readonly action: string | null;
  readonly payload: object;
  readonly installationId: number;
  readonly repositoryId: number | null;
  readonly lane: string;
};

export type PostOffice = {
  readonly deliveries: readonly Delivery[];
  post(letter: Letter): void;
  /** Sends the same bytes under the same GUID again. @returns the HTTP status, 0 where none came back */
  redeliver(guid: string): Promise<number>;
  deliverTo(url: string | null): void;
  /** Resolves once nothing is under way. */
  settled(): Promise<void>;
  /** Gives up what is under way and delivers nothing any more. */
  stop(): void;
  clear(): void;
};

type Envelope = Pick<
  Delivery,
  'guid' | 'event' | 'action' | 'payload' | 'headers' | 'installationId' | 'repositoryId' | 'redelivery'
>;
type Result = Pick<Delivery, 'status' | 'outcome' | 'response'>;

/**
 * Signs and sends webhooks and keeps every attempt. An answer other than 2xx, none, or one that takes longer
 * than `patience` milliseconds is a failure, and GitHub does not try again by itself. Sources: GitHub Docs,
 * "Webhook events and payloads" (Delivery headers), "Validating webhook deliveries", "Handling failed webhook
 * deliveries".
 */
export function createPostOffice(app: Credentials, clock: Clock, patience: number): PostOffice {
  const deliveries: Delivery[] = [];
  const lanes = new Map<string, Promise<unknown>>();
  const underWay = new Set<Promise<unknown>>();
  const stopped = new AbortController();
  let target: string | null = null;
  let lastId = 0;

  const signal = () => AbortSignal.any([AbortSignal.timeout(patience), stopped.signal]);

  async function send(envelope: Envelope): Promise<number> {
    const began = performance.now();
    const deliveredAt = clock();
    const result = target === null ? unreachable() : await attempt(target, envelope, signal());
    lastId += 1;
    const duration = Math.round(performance.now() - began) / 1000;
    deliveries.push({ id: lastId, ...envelope, ...result, deliveredAt, duration });
    return result.status;
  }

  function track<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  }

  return {
    deliveries,
    post(letter) {
      const payload = JSON.stringify(letter.payload);
      const guid = randomUUID();
      const headers = headersOf(app, guid, letter.event, payload);
      const { event, action, installationId, repositoryId, lane } = letter;
      const about = { event, action, installationId, repositoryId };
      const envelope = { guid, ...about, payload, headers, redelivery: false };
      const before = lanes.get(lane) ?? Promise.resolve();
      lanes.set(lane, track(before.then(() => send(envelope))));
    },
    redeliver(guid) {
      const found = deliveries.find((delivery) => delivery.guid === guid);
      if (!found) throw new Error(`No delivery has the GUID ${guid}.`);
      const { event, action, payload, headers, installationId, repositoryId } = found;
      const about = { event, action, installationId, repositoryId };
      return track(send({ guid, ...about, payload, headers, redelivery: true }));
    },
    deliverTo(url) {
      target = url;
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop() {
      target = null;
      stopped.abort();
    },
    clear() {
      deliveries.length = 0;
    },
  };
}

/** The webhook is the App's, whatever the number of installations. */
const HOOK_ID = '4711';

function headersOf(app: Credentials, guid: string, event: string, payload: string): Record<string, string> {
  const signature = createHmac('sha256', app.webhookSecret).update(payload).digest('hex');
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/5a11d0c',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': HOOK_ID,
    'x-github-hook-installation-target-id': String(app.appId),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${signature}`,
  };
}

async function attempt(url: string, envelope: Envelope, signal: AbortSignal): Promise<Result> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: envelope.headers,
      body: envelope.payload,
      signal,
    });
    const body = await response.text();
    const outcome = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`;
    return {
      status: response.status,
      outcome,
      response: { headers: Object.fromEntries(response.headers), body },
    };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return late ? { ...unreachable(), outcome: 'timed out' } : unreachable();
  }
}

function unreachable(): Result {
  return { status: 0, outcome: 'failed to connect to host', response: { headers: {}, body: '' } };
}
