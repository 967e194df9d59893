/** Servers under measurement, each a process of its own: the App as `paydown start` runs it, and bare Probot. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };
import type { Sandbox } from '../src/sandbox/index.ts';

export type Variables = Readonly<Record<string, string>>;

export type Served = {
  /** Where it takes deliveries. */
  readonly webhooks: string;
  readonly pid: number;
  /** From its start until it said that it is ready, in milliseconds. */
  readonly readyAfter: number;
  /** Calls back for every line that it logs. */
  onLog(listener: (line: string) => void): void;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

/** As `npm start` starts it. */
const PAYDOWN = manifest.scripts.start.split(' ').slice(1);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BARE_PROBOT = [fileURLToPath(new URL('./bare-probot.ts', import.meta.url))];
/** A start that takes longer, in milliseconds, is not going to happen. */
const PATIENCE = 60_000;

export function startApp(env: Variables, cleanup: AsyncDisposableStack): Promise<Served> {
  return serve(PAYDOWN, env, cleanup);
}

export function startBareProbot(github: Sandbox, cleanup: AsyncDisposableStack): Promise<Served> {
  return serve(BARE_PROBOT, variablesOf(github), cleanup);
}

/** What App and baseline take from their environment to find GitHub. */
export function variablesOf(github: Pick<Sandbox, 'credentials' | 'url'>): Variables {
  const { appId, privateKey, webhookSecret } = github.credentials;
  return {
    PATH: process.env.PATH ?? '',
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GITHUB_API_URL: github.url,
    PORT: '0',
  };
}

/** An empty folder that goes when the benchmark is over. */
export async function emptyFolder(cleanup: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'paydown-bench-'));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function serve(args: string[], env: Variables, cleanup: AsyncDisposableStack): Promise<Served> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(child, 'exit');
  const log = createInterface({ input: child.stderr });
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await exited;
  };
  cleanup.defer(() => end('SIGKILL'));
  const ready = Promise.withResolvers<number>();
  const last: string[] = [];
  const look = (line: string) => {
    last.push(line);
    const port = line.includes('is ready') && /"port":(\d+)/.exec(line)?.[1];
    if (port) ready.resolve(Number(port));
  };
  log.on('line', look);
  const failed = (why: string) => ready.reject(new Error(`${why}:\n${last.slice(-20).join('\n')}`));
  exited.then(() => failed('the server ended before it was ready'));
  const tooLate = setTimeout(() => failed('the server does not get ready'), PATIENCE);
  const port = await ready.promise.finally(() => clearTimeout(tooLate));
  const readyAfter = performance.now() - began;
  log.off('line', look);
  // What nobody reads would fill the pipe and stop the server.
  log.resume();
  return {
    webhooks: `http://127.0.0.1:${port}/api/github/webhooks`,
    pid: child.pid ?? 0,
    readyAfter,
    onLog: (listener) => void log.on('line', listener),
    end,
  };
}
