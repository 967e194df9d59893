/**
 * The operator's door. A folder belongs to the process that runs on it, so commands reach its dead letters through
 * that process: on loopback, with a secret that only who may read the folder can know.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { DeadLetters } from '../queue/index.ts';
import { readBody } from './body.ts';
import type { Answer } from './door.ts';
import { isSecret, leaveNote, newSecret, OPERATOR_PATH, REPLY } from './operator-note.ts';
import { closeServer, LIMITS, send } from './server.ts';

const CONNECTIONS = 10;
/** In bytes; holds the ids of twenty thousand dead letters. */
const BODY_LIMIT = 1024 * 1024;

/** A page of somebody else's that a browser took for this machine ("DNS rebinding") comes with its own name. */
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

const Question = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('list') }),
  z.strictObject({
    ask: z.literal('show'),
    id: z.string(),
    shown: z.enum(['with body', 'without body']),
  }),
  z.strictObject({ ask: z.literal('retry'), ids: z.union([z.array(z.string()), z.literal('all')]) }),
]);
export type Question = z.infer<typeof Question>;

/** Opens the door and leaves a note in the folder that says where it is. @returns how to shut it */
export async function openOperatorDoor(
  deadLetters: DeadLetters,
  folder: string,
  log: Logger,
): Promise<() => Promise<void>> {
  const [knock, reply] = [newSecret(), newSecret()];
  const server = createServer(LIMITS, async (request, response) => {
    const refusal = refuse(request, knock);
    if (refusal) return send(response, refusal);
    const answer = await answerTo(request, deadLetters).catch((error: unknown): Answer => {
      log.error({ err: error }, 'a question of an operator failed');
      return { status: 500, text: 'Something failed in the running process; its log says what.' };
    });
    send(response, answer, { [REPLY]: reply });
  });
  server.maxConnections = CONNECTIONS;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const takeAway = await leaveNote(folder, { port, knock, reply }).catch(async (error: unknown) => {
    await closeServer(server);
    throw error;
  });
  return async () => {
    await takeAway();
    await closeServer(server);
  };
}

function refuse(request: IncomingMessage, knock: string): Answer | undefined {
  const { host = '', authorization = '' } = request.headers;
  if (!LOOPBACK.test(host)) return { status: 403, text: 'This door is for this machine alone.' };
  if (!isSecret(`Bearer ${knock}`, authorization)) return { status: 401, text: 'Who is it?' };
  return undefined;
}

async function answerTo(request: IncomingMessage, deadLetters: DeadLetters): Promise<Answer> {
  if (request.url !== OPERATOR_PATH) return { status: 404, text: 'There is nothing here.' };
  if (request.method !== 'POST') return { status: 405, text: 'Questions are sent by POST.' };
  const body = await readBody(request, BODY_LIMIT);
  if (typeof body === 'string') return { status: 413, text: 'The question is too long.' };
  const question = parse(body);
  if (!question) return { status: 400, text: 'The running process does not know this question.' };
  return { status: 200, text: JSON.stringify((await ask(deadLetters, question)) ?? null) };
}

function parse(body: Buffer): Question | undefined {
  try {
    return Question.safeParse(JSON.parse(body.toString())).data;
  } catch {
    return undefined;
  }
}

function ask(deadLetters: DeadLetters, question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'list':
      return deadLetters.list();
    case 'show':
      return deadLetters.show(question.id, question.shown);
    case 'retry':
      return deadLetters.retry(question.ids);
  }
}
