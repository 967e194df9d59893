/**
 * The webhook door: size and signature are checked on the raw bytes, the delivery is stored, and only then
 * GitHub gets its answer. Nothing else happens in between. Sources: GitHub's documentation, "Validating webhook
 * deliveries", "Webhook events and payloads" and "Handling webhook deliveries".
 */
import { isUtf8 } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Inbox } from '../queue/index.ts';
import { readBody } from './body.ts';
import { installationOf } from './envelope.ts';

/** GitHub caps payloads at 25 MB ("Webhook events and payloads": payload cap). */
const BODY_LIMIT = 25 * 1024 * 1024;

const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

export type Answer = { readonly status: number; readonly text: string; readonly type?: string };

const TOO_MUCH: Answer = { status: 503, text: 'Too much is coming in at once; send it again later.' };

export async function receiveDelivery(
  request: IncomingMessage,
  secret: string,
  inbox: Pick<Inbox, 'store'>,
): Promise<Answer> {
  const guid = header(request, 'x-github-delivery');
  const event = header(request, 'x-github-event');
  const signature = SIGNATURE.exec(header(request, 'x-hub-signature-256') ?? '')?.[1];
  if (!guid || !event || guid.length > 100 || event.length > 100) {
    return { status: 400, text: 'The headers X-GitHub-Delivery and X-GitHub-Event are missing or too long.' };
  }
  if (!signature)
    return { status: 401, text: 'The header X-Hub-Signature-256 is missing, or is no signature.' };
  const body = await readBody(request, BODY_LIMIT);
  if (body === 'too large') return { status: 413, text: 'The body is larger than GitHub ever sends.' };
  if (body === 'too much') return TOO_MUCH;
  // GitHub signs UTF-8 ("Validating webhook deliveries"): anything else is not from there.
  if (!isUtf8(body) || !isGenuine(secret, body, signature)) {
    return { status: 401, text: 'The signature does not match the body.' };
  }
  const installationId = installationOf(body);
  if (installationId === 'no payload') return { status: 400, text: 'The body is not a JSON object.' };
  // What concerns no installation (a ping, say) is nobody's work.
  if (installationId === 'nobody') return { status: 202, text: 'Nothing to do.' };
  const outcome = await inbox.store({ guid, event, installationId, body });
  if (outcome === 'full') return TOO_MUCH;
  return { status: 202, text: 'Stored.' };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function isGenuine(secret: string, body: Buffer, signature: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  return body.length > 0 && timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
