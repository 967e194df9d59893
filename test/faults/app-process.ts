/** The App as a process of its own, so that it can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { TimeMessage } from '../../src/sandbox/shifted-date.ts';

export type AppProcess = {
  readonly port: number;
  readonly pid: number;
  /** Everything it wrote so far, line by line. */
  readonly said: readonly string[];
  /** What it logged so far, as it came. */
  readonly log: readonly LogLine[];
  /** Moves its clock, where it was started with one of its own. */
  moveTo(at: Date): void;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
};

/** Whoever is killed and started all day should not read the same sources each time. */
const COMPILED = new URL('../../node_modules/.cache/paydown', import.meta.url).pathname;

type LogLine = { readonly msg: string; readonly guid?: string; readonly [key: string]: unknown };

export function environmentOf(github: Sandbox, dataDir: string): Record<string, string> {
  const { appId, privateKey, webhookSecret } = github.credentials;
  return {
    PATH: process.env.PATH ?? '',
    NODE_COMPILE_CACHE: COMPILED,
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GITHUB_API_URL: github.url,
    DATA_DIR: dataDir,
    PORT: '0',
  };
}

/** The variable with which a process begins at an instant, and lets its clock be moved. */
export function startingAt(at: Date): Record<string, string> {
  return { PAYDOWN_SHIFTED_TIME: String(at.getTime()) };
}

export function spawnPaydown(args: string[], env: Record<string, string>, cwd = process.cwd()): ChildProcess {
  const source = (path: string) => new URL(`../../src/${path}`, import.meta.url).pathname;
  const clock = env.PAYDOWN_SHIFTED_TIME ? ['--import', source('sandbox/shifted-date.ts')] : [];
  const child = spawn(process.execPath, [...clock, source('paydown.js'), ...args], {
    env,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs a command to its end, with nothing but these variables in its environment. */
export async function runPaydown(args: string[], env: Record<string, string>, cwd?: string) {
  const child = spawnPaydown(args, { PATH: process.env.PATH ?? '', ...env }, cwd);
  const [out, err, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'exit'),
  ]);
  return { out, err, code: code as number };
}

/** Starts the App and resolves once it says that it is ready. */
export async function startProcess(env: Record<string, string>): Promise<AppProcess> {
  const child = spawnPaydown(['start'], env);
  const said: string[] = [];
  const log: LogLine[] = [];
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const ready = new Promise<number>((resolve) => {
    if (!child.stderr || !child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      if (!line.startsWith('{')) return;
      const entry = JSON.parse(line) as LogLine;
      log.push(entry);
      if (entry.msg === 'paydown is ready') resolve(Number(entry.port));
    });
  });
  const died = exited.then((code) => {
    throw new Error(`the App ended with ${code}:\n${said.join('\n')}`);
  });
  died.catch(() => {});
  return {
    port: await Promise.race([ready, died]),
    pid: child.pid ?? 0,
    said,
    log,
    moveTo(at) {
      const message: TimeMessage = { paydownTime: at.getTime() };
      child.send(message);
    },
    kill(signal) {
      child.kill(signal);
      return exited;
    },
  };
}
