import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { unpackBody } from '../../src/queue/body.ts';
import { openStore } from '../../src/store/index.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { type AppProcess, startProcess } from './app-process.ts';
import { DOOR, genuine, type Letter, SECRET, sign } from './letters.ts';
import { converse, type Leaving, statusesOf } from './raw-http.ts';
import { strange } from './strange-letters.ts';

/** Set to repeat a run. */
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000);
const CALLERS = 48;

/** Above this the process keeps what it should have let go of; over a gigabyte is sent to it. In megabytes. */
const MEMORY = 600;
const MEGABYTE = 1024 * 1024;

/** What one connection brings. */
type Call = { readonly letters: readonly Numbered[]; readonly leaving: Leaving };
type Numbered = Letter & { readonly guid: string };

const call = fc.oneof(
  { weight: 6, arbitrary: strange.map((letter) => [letter]) },
  { weight: 2, arbitrary: genuine.map((letter) => [letter]) },
  { weight: 1, arbitrary: fc.array(genuine, { minLength: 2, maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(genuine, strange).map(([letter, end]) => [perhaps(letter), perhaps(end)]),
  },
);

function perhaps(letter: Letter): Letter {
  return { ...letter, fate: 'perhaps', end: 'unclear' };
}

function calls(): Call[] {
  let count = 0;
  return fc.sample(call, { seed: SEED, numRuns: 8_000 }).map((letters) => ({
    letters: letters.map((letter) => numbered(letter, `letter-${count++}`)),
    leaving: letters.every(({ end }) => end === 'clear') ? { after: letters.length } : 'when quiet',
  }));
}

function numbered(letter: Letter, guid: string): Numbered {
  const named = (text: string) => text.replaceAll('%GUID%', guid);
  const pieces = letter.pieces.map((piece) => Buffer.from(named(piece.toString('latin1')), 'latin1'));
  return { ...letter, guid, pieces, event: named(letter.event).trim() };
}

async function openDoor(): Promise<{ app: AppProcess; databaseUrl: string }> {
  const { databaseUrl } = await startPostgres();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const credentials = { APP_ID: '1', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: SECRET };
  const where = { DATABASE_URL: databaseUrl, ROLE: 'web', PORT: '0', PATH: process.env.PATH ?? '' };
  return { app: await startProcess({ ...credentials, ...where }), databaseUrl };
}

/** What is wrong with what one connection heard; nothing, as it should be. */
function complaint({ letters }: Call, heard: string): string[] {
  const statuses = statusesOf(heard);
  const [only] = letters;
  const forged = letters.length === 1 && only?.signed === undefined;
  const must = letters.some(({ fate }) => fate === 'stored');
  const found = [
    /node:internal|\.[jt]s:\d|Error:/.test(heard) && 'insides are shown',
    statuses.some((status) => status > 202 && (status < 400 || status > 499)) && 'odd status',
    forged && statuses[0] === 202 && 'a forgery is acknowledged',
    must && statuses.join() !== letters.map(() => 202).join() && 'not acknowledged',
  ];
  const told = letters.map(({ guid, pieces }) => `${guid} ${start(pieces)}`).join(' + ');
  return found.flatMap((what) => (what ? [`${what}: ${told} heard ${heard.slice(0, 400)}`] : []));
}

function start(pieces: readonly Buffer[]): string {
  return JSON.stringify(Buffer.concat(pieces).toString('latin1', 0, 300));
}

async function inParallel<T>(
  all: Iterable<T>,
  callers: number,
  each: (one: T) => Promise<void>,
): Promise<void> {
  const iterator = all[Symbol.iterator]();
  const caller = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await each(next.value);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

const unsigned = `POST ${DOOR} HTTP/1.1\r\nHost: x\r\nX-GitHub-Delivery: never-%\r\nX-GitHub-Event: issues\r\nX-Hub-Signature-256: ${sign('')}\r\n`;

/** Says one byte now and then, until the test is over or it is shown the door. */
function dawdle(port: number, text: string): void {
  const socket = connect({ port, host: '127.0.0.1' });
  const timer = setInterval(() => socket.write('x'), 100);
  socket.on('error', () => clearInterval(timer)).on('close', () => clearInterval(timer));
  socket.write(text);
  onTestFinished(() => void socket.destroy());
}

/** A body of so many megabytes, or without an end. */
function* huge(megabytes: number): Generator<Buffer> {
  const part = Buffer.alloc(MEGABYTE, ' ');
  yield Buffer.from(`${unsigned}Transfer-Encoding: chunked\r\n\r\n`);
  for (let n = 0; n < megabytes; n += 1) {
    yield Buffer.from(`${part.length.toString(16)}\r\n`);
    yield part;
    yield Buffer.from('\r\n');
  }
}

/** The most memory that the process ever held, in megabytes; 0 where the system does not tell. */
async function peakMemory({ pid }: AppProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function stored(databaseUrl: string) {
  const store = await openStore({ databaseUrl });
  const rows = await store.db.selectFrom('deliveries').selectAll().execute();
  await store.close();
  return rows.map((row) => ({ ...row, body: row.state === 'done' ? '' : unpackBody(row.body) }));
}
type Row = Awaited<ReturnType<typeof stored>>[number];

/** What is wrong with a row of the inbox, seen beside the letter that its GUID names. */
function flaws(row: Row, letters: ReadonlyMap<string, Numbered>): string[] {
  const letter = letters.get(/letter-\d+/.exec(row.guid)?.[0] ?? '');
  if (!letter?.signed || row.guid.includes('hidden')) return [`a forgery is stored: ${row.guid} ${row.body}`];
  const { signed, event, installation } = letter;
  const found = [
    !signed.equals(Buffer.from(row.body)) && 'not byte for byte',
    row.event !== event && `event ${row.event} instead of ${event}`,
    installation !== 'any' && installation !== row.installation_id && `filed under ${row.installation_id}`,
  ];
  return found.flatMap((what) => (what ? [`${what}: ${row.guid} ${row.body}`] : []));
}

/** Bodies that are larger than GitHub ever sends, two at a time. @returns complaints */
async function sendGiants(port: number): Promise<string[]> {
  const complaints: string[] = [];
  await inParallel(new Array(12), 2, async () => {
    const statuses = statusesOf(await converse(port, huge(27), { after: 1 }));
    if (statuses.some((status) => status !== 413 && status !== 408))
      complaints.push(`a giant was answered ${statuses}`);
  });
  return complaints;
}

/** Too much at once: what is turned away is what nobody signed. @returns complaints */
async function flood(port: number): Promise<string[]> {
  const complaints: string[] = [];
  await inParallel(new Array(18), 9, async () => {
    const statuses = statusesOf(await converse(port, huge(24), 'when quiet'));
    if (statuses.some((status) => status !== 503 && status !== 408))
      complaints.push(`a flood was answered ${statuses}`);
  });
  return complaints;
}

/** Delivers as GitHub does with whoever was busy: again, until it is taken. */
async function insist(port: number, { pieces }: Letter): Promise<void> {
  while (!statusesOf(await converse(port, pieces, { after: 1 })).includes(202)) await sleep(20);
}

async function deliver(port: number, all: readonly Call[]): Promise<string[]> {
  const complaints: string[] = [];
  await inParallel(all, CALLERS, async (one) => {
    const pieces = one.letters.flatMap((letter) => letter.pieces);
    complaints.push(...complaint(one, await converse(port, pieces, one.leaving)));
  });
  return complaints;
}

test(`ten thousand requests, most of them hostile, harm nothing and hide nothing (FUZZ_SEED=${SEED})`, async () => {
  const { app, databaseUrl } = await openDoor();
  const all = calls();
  const letters = new Map(all.flatMap((one) => one.letters.map((letter) => [letter.guid, letter])));
  expect(letters.size).toBeGreaterThan(10_000);
  for (let n = 0; n < 20; n += 1) {
    dawdle(app.port, `POST ${DOOR} HTTP/1.1\r\nX-Slow: `);
    dawdle(app.port, `${unsigned}Content-Length: 100000\r\n\r\n{`);
  }
  const complaints = (await Promise.all([deliver(app.port, all), sendGiants(app.port)])).flat();
  expect(complaints.slice(0, 5)).toEqual([]);

  const late = fc
    .sample(genuine, { seed: SEED, numRuns: 50 })
    .map((one, n) => numbered(one, `letter-99${n}000`));
  for (const letter of late) letters.set(letter.guid, letter);
  const patient = inParallel(late, 4, (letter) => insist(app.port, letter));
  expect(await flood(app.port)).toEqual([]);
  await patient;

  expect(await peakMemory(app)).toBeLessThan(MEMORY);
  const rows = await stored(databaseUrl);
  expect(rows.flatMap((row) => flaws(row, letters)).slice(0, 5)).toEqual([]);
  const guids = new Set(rows.map((row) => row.guid));
  const missing = [...letters.values()].filter(({ fate, guid }) => fate === 'stored' && !guids.has(guid));
  expect(missing.map(({ guid }) => guid)).toEqual([]);
  expect(app.said.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
  expect(await app.kill('SIGTERM')).toBe(0);
}, 240_000);
