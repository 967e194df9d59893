/** The App's process, as the demo holds it. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TimeMessage } from '../shifted-date.ts';
import type { Question, Reply } from './messages.ts';

export type AppProcess = {
  readonly port: number;
  /** Moves its clock. */
  moveTo(at: Date): void;
  /** Lets it ask what is due, now. */
  tick(): Promise<void>;
  idle(): Promise<'idle' | 'busy'>;
  /** Kills it at once, as `kill -9` does; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to finish what is under way and to end (SIGTERM). */
  stop(): Promise<void>;
  /** The end of its log. */
  log(): string;
};

const ENTRY = fileURLToPath(new URL('./app-process.ts', import.meta.url));

/** A stop that takes longer than this is cut short, in milliseconds. */
const STOP_WITHIN = 10_000;

/** How much of the log is kept: so many lines of so many characters. */
const LINES = 5;
const LINE = 500;

/** Starts the App with this environment and no other, at a simulated time. Rejects if it ends before it is ready. */
export async function startApp(env: Readonly<Record<string, string>>, now: () => Date): Promise<AppProcess> {
  const child = fork(ENTRY, [], {
    execArgv: [],
    env: { ...env, PAYDOWN_SHIFTED_TIME: String(now().getTime()) },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const line = createLine(child);
  const port = await line.ready;
  const moveTo = (at: Date) => void child.send({ paydownTime: at.getTime() } satisfies TimeMessage);
  moveTo(now());
  return {
    port,
    moveTo,
    tick: async () => void (await line.ask('tick')),
    idle: async () => ((await line.ask('idle')) === 'idle' ? 'idle' : 'busy'),
    async kill() {
      child.kill('SIGKILL');
      await line.ended;
    },
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN);
      await line.ended;
      clearTimeout(late);
    },
    log: line.log,
  };
}

type Waiting = { resolve(answer: string): void; reject(error: Error): void };

/** Questions and answers by the process's messages; all that wait are refused when it ends. */
function createLine(child: ChildProcess) {
  const waiting = new Map<number, Waiting>();
  const ready = Promise.withResolvers<number>();
  const ended = Promise.withResolvers<void>();
  const log = lastOf(child);
  let lastId = 0;
  let state: 'runs' | 'ended' = 'runs';

  child.on('message', (reply: Reply) => {
    if (reply.kind === 'ready') return ready.resolve(reply.port);
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'answer') one?.resolve(reply.answer);
    else one?.reject(new Error(`The App could not answer: ${reply.reason}`));
  });
  child.once('exit', (code, signal) => {
    state = 'ended';
    const gone = new Error(`The App's process ended (${signal ?? code}).`);
    ready.reject(gone);
    for (const one of waiting.values()) one.reject(gone);
    ended.resolve();
  });

  const ask = (question: Question['ask']) =>
    new Promise<string>((resolve, reject) => {
      if (state === 'ended') return reject(new Error(`The App's process is not running.`));
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      child.send({ ask: question, id: lastId } satisfies Question);
    });
  return { ready: ready.promise, ended: ended.promise, ask, log };
}

/** The last lines of what a process logs, each cut to a readable length. */
function lastOf(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (more: string) => {
    text = (text + more).slice(-50_000);
  });
  const shorten = (line: string) => (line.length > LINE ? `${line.slice(0, LINE)} …` : line);
  return () => text.trimEnd().split('\n').slice(-LINES).map(shorten).join('\n');
}
