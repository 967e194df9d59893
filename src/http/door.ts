/**
 * The webhook door: size and signature are checked on the raw bytes, the delivery is stored, and only then
 * GitHub gets its answer. Nothing else happens in between. Sources: GitHub's documentation, "Validating webhook
 * deliveries", "Webhook events and payloads" and "Handling webhook deliveries".
 */
import type { IncomingMessage } from 'node:http';
import { verify } from '@octokit/webhooks-methods';
import { z } from 'zod';
import type { Inbox } from '../queue/index.ts';

/** GitHub caps payloads at 25 MB ("Webhook events and payloads": payload cap). */
const BODY_LIMIT = 25 * 1024 * 1024;

/** How much is held of bodies whose signature is not checked yet, in bytes: anybody can send those. */
const UNVERIFIED_LIMIT = 64 * 1024 * 1024;
let unverified = 0;

const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

export type Answer = { readonly status: number; readonly text: string };

const Payload = z.looseObject({ installation: z.looseObject({ id: z.int().positive() }).optional() });

export async function receiveDelivery(
  request: IncomingMessage,
  secret: string,
  inbox: Inbox,
): Promise<Answer> {
  const guid = header(request, 'x-github-delivery');
  const event = header(request, 'x-github-event');
  const signature = header(request, 'x-hub-signature-256');
  if (!guid || !event || guid.length > 100 || event.length > 100) {
    return { status: 400, text: 'The headers X-GitHub-Delivery and X-GitHub-Event are missing or too long.' };
  }
  if (!signature || !SIGNATURE.test(signature)) {
    return { status: 401, text: 'The header X-Hub-Signature-256 is missing, or is no signature.' };
  }
  const bytes = await readBody(request);
  if (bytes === 'too large') return { status: 413, text: 'The body is larger than GitHub ever sends.' };
  if (bytes === 'too much')
    return { status: 503, text: 'Too much is coming in at once; send it again later.' };
  const body = decode(bytes);
  if (body === undefined || !(await isGenuine(secret, body, signature))) {
    return { status: 401, text: 'The signature does not match the body.' };
  }
  const payload = parse(body);
  if (!payload) return { status: 400, text: 'The body is not a JSON object.' };
  const installationId = payload.installation?.id;
  // What concerns no installation (a ping, say) is nobody's work.
  if (installationId === undefined) return { status: 202, text: 'Nothing to do.' };
  await inbox.store({ guid, event, installationId, body });
  return { status: 202, text: 'Stored.' };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** The whole body, or why not, as soon as that turns out. */
async function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'too much'> {
  if (Number(request.headers['content-length']) > BODY_LIMIT) return 'too large';
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // The connection has to last for the answer, also where the rest is not read.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      unverified += chunk.length;
      if (size > BODY_LIMIT) return 'too large';
      if (unverified > UNVERIFIED_LIMIT) return 'too much';
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    unverified -= size;
  }
}

/** GitHub signs UTF-8; bytes that are not would change in decoding, and with them what was signed. */
function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function isGenuine(secret: string, body: string, signature: string): Promise<boolean> {
  return body !== '' && verify(secret, body, signature);
}

function parse(body: string): z.infer<typeof Payload> | undefined {
  // PostgreSQL's text holds no NUL; in JSON it is always written as an escape, so a raw one is no JSON.
  try {
    const result = Payload.safeParse(JSON.parse(body));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
