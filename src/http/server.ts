import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { UserError } from '../errors.ts';
import type { Metrics } from '../metrics/index.ts';
import type { Inbox } from '../queue/index.ts';
import { type Answer, receiveDelivery } from './door.ts';

/** Where GitHub delivers: the path that Probot uses, and that `app.yml` names. */
export const WEBHOOK_PATH = '/api/github/webhooks';

/** GitHub needs little of each; whoever takes more is not GitHub. Times in milliseconds. */
export const LIMITS = {
  connections: 500,
  /** Until the headers are there, from the moment of the connection. */
  headersTimeout: 10_000,
  /** Until the body is there. */
  requestTimeout: 30_000,
  /** How often it is looked who is late. */
  connectionsCheckingInterval: 5_000,
  /** Whoever takes longer to come to an end when the server stops is cut off. */
  grace: 3_000,
};

export type HttpParts = {
  /** Where deliveries go; nothing where none are taken in, as by a worker. */
  readonly inbox: Pick<Inbox, 'store'> | undefined;
  readonly secret: string;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Whether deliveries can be stored and worked on; must come back in a short time. */
  readonly ready: () => Promise<boolean>;
};

type Address = { readonly port: number; readonly host: string };

export type HttpServer = { readonly port: number; close(): Promise<void> };

export async function serveHttp(
  parts: HttpParts,
  listen: Address,
  limits: Partial<typeof LIMITS> = {},
): Promise<HttpServer> {
  const { connections, grace, ...timeouts } = { ...LIMITS, ...limits };
  const server = createServer(timeouts, (request, response) => {
    answer(parts, request)
      .catch((error: unknown) => failed(parts.log, request, error))
      .then((result) => send(response, result));
  });
  server.maxConnections = connections;
  await beginToListen(server, listen);
  const { port } = server.address() as AddressInfo;
  return { port, close: () => closeServer(server, grace) };
}

/** Whether it would be possible to listen there. @throws UserError that names the setting to mend */
export async function demandAddress(listen: Address): Promise<void> {
  const server = createServer();
  await beginToListen(server, listen);
  await closeServer(server);
}

function beginToListen(server: Server, { port, host }: Address): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen({ port, host }, cause)));
    server.listen(port, host, resolve);
  });
}

async function answer(parts: HttpParts, request: IncomingMessage): Promise<Answer> {
  const path = request.url?.split('?', 1)[0];
  if (path === WEBHOOK_PATH && parts.inbox) return receive(parts, parts.inbox, request);
  if (path === '/healthz') return { status: 200, text: 'alive' };
  if (path === '/metrics') return { status: 200, ...(await parts.metrics.scrape()) };
  if (path === '/readyz')
    return (await parts.ready()) ? { status: 200, text: 'ready' } : { status: 503, text: 'not ready' };
  return { status: 404, text: 'There is nothing here.' };
}

async function receive(
  { secret, log, metrics }: HttpParts,
  inbox: Pick<Inbox, 'store'>,
  request: IncomingMessage,
): Promise<Answer> {
  if (request.method !== 'POST') return { status: 405, text: 'Deliveries are sent by POST.' };
  const began = performance.now();
  const result = await receiveDelivery(request, secret, inbox).catch((error: unknown) =>
    failed(log, request, error),
  );
  if (result.status < 400) metrics.acknowledged((performance.now() - began) / 1000);
  else {
    metrics.refused(result.status);
    noteRefusal(log, request, result);
  }
  return result;
}

function failed(log: Logger, request: IncomingMessage, error: unknown): Answer {
  if (!request.complete) return { status: 400, text: 'The request was cut off.' };
  log.error({ err: error, guid: guidOf(request) }, 'a request failed');
  return { status: 500, text: 'Something failed here; GitHub keeps the delivery and can send it again.' };
}

function guidOf(request: IncomingMessage): string | undefined {
  return request.headers['x-github-delivery']?.toString().slice(0, 100);
}

/** A wrong secret should show, and whoever knocks all day should not fill the log. */
const NOTE_EVERY = 60_000;
let lastNote = Number.NEGATIVE_INFINITY;

function noteRefusal(log: Logger, request: IncomingMessage, { status, text }: Answer): void {
  const now = performance.now();
  if (now - lastNote < NOTE_EVERY) return;
  lastNote = now;
  const hint = status === 401 ? 'is WEBHOOK_SECRET the one in the settings of the App?' : undefined;
  const about = { guid: guidOf(request), status, reason: text, hint };
  log.warn(about, 'a delivery was refused; more within a minute are not told');
}

const PLAIN = 'text/plain; charset=utf-8';

export function send(
  response: ServerResponse,
  { status, text, type = PLAIN }: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.writableEnded || response.destroyed) return;
  // A body that was not read to its end would be taken for the next request.
  const close = status >= 400 ? { connection: 'close' } : {};
  const body = `${text}\n`;
  // With its length, an answer leaves in one piece.
  const length = { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { 'content-type': type, ...length, ...close, ...headers });
  response.end(body);
}

function cannotListen({ host, port }: Address, cause: NodeJS.ErrnoException): UserError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `PORT: ${port} is in use on ${host}. Stop what uses it, or set another PORT.`,
    EACCES: `PORT: ${port} may not be used by this user. Set a PORT above 1023.`,
  };
  const other = `HOST: cannot listen on ${host}:${port} (${cause.code}). Set an address of this machine.`;
  return new UserError(reasons[cause.code ?? ''] ?? other, { cause });
}

/** @param grace whoever takes longer to come to an end is cut off, in milliseconds: GitHub never does */
export async function closeServer(server: Server, grace: number = LIMITS.grace): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
