import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Fault } from './faults.ts';
import { type Answer, type ApiRequest, type Caller, Refusal, refusal } from './types.ts';

/** An API request that the layer served, in the order of the answers; `status` is 0 where none was given. */
export type ServedRequest = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** When it came in. */
  readonly began: Date;
  /** When it was answered. */
  readonly at: Date;
  /** The login of a person or of the bot, the App's slug, or nobody. */
  readonly by: string | null;
};

/** What stands behind the server. */
export type Desk = {
  callerOf(request: IncomingMessage): Caller;
  faultFor(request: ApiRequest): Fault | undefined;
  respond(request: ApiRequest): Promise<Answer>;
  /** Headers that every answer carries. */
  headersFor(request: ApiRequest): Record<string, string>;
  served(request: ApiRequest, outcome: { status: number; began: Date }): void;
  now(): Date;
};

/** Listens on loopback and hands every request to the desk. @param port 0 for any free one */
export async function listen(
  port: number,
  desk: () => Desk | undefined,
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const open = desk();
    if (!open) response.writeHead(503).end();
    else void serve(open, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${address.port}` };
}

async function serve(desk: Desk, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const began = desk.now();
  const request = await read(desk, incoming);
  if (request instanceof Refusal) return write(response, request.answer, {});
  const fault = desk.faultFor(request);
  const answer = await answerTo(desk, request, fault);
  desk.served(request, { status: answer?.status ?? 0, began });
  if (fault?.kind === 'reset' || fault?.kind === 'reset-after') incoming.socket.resetAndDestroy();
  if (answer) write(response, answer, desk.headersFor(request), fault?.kind === 'stall' ? 'half' : 'whole');
}

async function read(desk: Desk, incoming: IncomingMessage): Promise<ApiRequest | Refusal> {
  try {
    const raw = await text(incoming);
    const url = new URL(incoming.url ?? '/', 'http://sandbox');
    return {
      method: incoming.method ?? 'GET',
      path: url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname,
      query: url.searchParams,
      accept: incoming.headers.accept,
      body: raw === '' ? undefined : JSON.parse(raw),
      by: desk.callerOf(incoming),
    };
  } catch (error) {
    if (error instanceof Refusal) return error;
    return new Refusal(400, 'Problems parsing JSON');
  }
}

/** Nothing where no answer is to be given. */
async function answerTo(
  desk: Desk,
  request: ApiRequest,
  fault: Fault | undefined,
): Promise<Answer | undefined> {
  if (fault?.kind === 'hang' || fault?.kind === 'reset') return undefined;
  if (fault?.kind === 'answer')
    return { status: fault.status, headers: fault.headers ?? {}, json: fault.body };
  const answer = await respond(desk, request);
  if (fault?.kind === 'reset-after') return undefined;
  if (fault?.kind === 'answer-after') return { status: fault.status, json: fault.body };
  if (fault?.kind === 'late') await fault.until();
  return answer;
}

async function respond(desk: Desk, request: ApiRequest): Promise<Answer> {
  try {
    return await desk.respond(request);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return refusal(500, `The sandbox failed: ${told}`);
  }
}

function write(
  response: ServerResponse,
  answer: Answer,
  headers: Record<string, string>,
  part: 'whole' | 'half' = 'whole',
): void {
  const body = answer.bytes ?? (answer.json === undefined ? undefined : JSON.stringify(answer.json));
  response.writeHead(answer.status, {
    server: 'github.com',
    'x-github-request-id': randomUUID(),
    ...headers,
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...answer.headers,
  });
  if (part === 'half' && body) response.write(body.slice(0, body.length / 2));
  else response.end(body);
}
