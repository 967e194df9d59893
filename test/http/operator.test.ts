/** The operator's door: who may come in, and what is heard. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { openOperatorDoor, readNote } from '../../src/http/index.ts';
import type { DeadLetters } from '../../src/queue/index.ts';

const none: DeadLetters = {
  list: async () => [],
  show: async () => undefined,
  retry: async () => ({ retried: [], overtaken: [], unknown: [] }),
};

async function door(deadLetters: DeadLetters = none, folder = emptyFolder()) {
  const shut = await openOperatorDoor(deadLetters, folder, pino({ level: 'silent' }));
  onTestFinished(shut);
  const note = await readNote(folder);
  if (!note) throw new Error('the door left no note');
  return { note, folder, shut };
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paydown-operator-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Knock = { path?: string; method?: string; body?: string; headers?: OutgoingHttpHeaders };

async function knock(
  { port, knock: secret }: { port: number; knock: string },
  { path = '/operator', method = 'POST', body = '{"ask":"list"}', headers = {} }: Knock = {},
) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const authorization = `Bearer ${secret}`;
    const request = httpRequest({ port, path, method, headers: { authorization, ...headers } }, resolve);
    request.on('error', reject).end(body);
  });
  return { status: answer.statusCode, text: await text(answer), reply: answer.headers['x-paydown-reply'] };
}

test('who knows the secret of the folder is answered, and can tell by whom', async () => {
  const { note } = await door();
  expect(await knock(note)).toEqual({ status: 200, text: '[]\n', reply: note.reply });
  expect((await knock(note, { headers: { host: `localhost:${note.port}` } })).status).toBe(200);
});

test('the note in the folder is for its owner alone, and goes when the door is shut', async () => {
  const { folder, shut, note } = await door();
  const file = join(folder, 'operator.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(note);
  await shut();
  await expect(stat(file)).rejects.toThrow('ENOENT');
  await expect(knock(note)).rejects.toThrow('ECONNREFUSED');
});

test('a note that a killed process left half written or open to others makes way for the new one', async () => {
  const folder = emptyFolder();
  for (const name of ['operator.json', 'operator.json.new'])
    await writeFile(join(folder, name), '{"po', { mode: 0o666 });
  expect(await readNote(folder)).toBeUndefined();
  const { note } = await door(none, folder);
  expect((await stat(join(folder, 'operator.json'))).mode & 0o777).toBe(0o600);
  expect((await knock(note)).status).toBe(200);
});

test.each([
  ['the wrong secret', 401, { headers: { authorization: `Bearer ${'x'.repeat(43)}` } }],
  ['a shorter secret', 401, { headers: { authorization: 'Bearer x' } }],
  ['no secret', 401, { headers: { authorization: '' } }],
  ['the name of another host', 403, { headers: { host: 'evil.example' } }],
  ['a name that only begins like this machine', 403, { headers: { host: 'localhost.evil.example' } }],
  ['the address of another machine', 403, { headers: { host: '192.0.2.1:80' } }],
] as const)('%s is turned away, and learns nothing', async (_what, status, how) => {
  const { note } = await door();
  const answer = await knock(note, how);
  expect(answer).toMatchObject({ status, reply: undefined });
  expect(JSON.stringify(answer)).not.toContain(note.reply);
});

test.each([
  ['another path', 404, { path: '/' }],
  ['another method', 405, { method: 'PUT' }],
  ['no JSON', 400, { body: 'list' }],
  ['a question that nobody knows', 400, { body: '{"ask":"delete"}' }],
  ['a question with more in it', 400, { body: '{"ask":"list","all":true}' }],
  ['a question that is too long', 413, { headers: { 'content-length': 2_000_000 } }],
] as const)('%s is refused', async (_what, status, how) => {
  const { note } = await door();
  expect((await knock(note, how)).status).toBe(status);
});

test('a failure inside is told without its insides', async () => {
  const list = () => Promise.reject(new Error('relation "effects" does not exist'));
  const { note } = await door({ ...none, list });
  expect(await knock(note)).toEqual({
    status: 500,
    text: 'Something failed in the running process; its log says what.\n',
    reply: note.reply,
  });
});
