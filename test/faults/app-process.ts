/** The App as a process of its own, so that it can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';

export type AppProcess = {
  readonly port: number;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
};

export function environmentOf(github: Sandbox, dataDir: string): Record<string, string> {
  const { appId, privateKey, webhookSecret } = github.credentials;
  return {
    PATH: process.env.PATH ?? '',
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GITHUB_API_URL: github.url,
    DATA_DIR: dataDir,
    PORT: '0',
  };
}

export function spawnPaydown(args: string[], env: Record<string, string>, cwd = process.cwd()): ChildProcess {
  const cli = new URL('../../src/paydown.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [cli, ...args], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Starts the App and resolves once it says that it is ready. */
export async function startProcess(env: Record<string, string>): Promise<AppProcess> {
  const child = spawnPaydown(['start'], env);
  const said: string[] = [];
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const ready = new Promise<number>((resolve) => {
    if (!child.stderr) return;
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const port = /"msg":"paydown is ready"/.test(line) && (/"port":(\d+)/.exec(line)?.[1] ?? '0');
      if (port) resolve(Number(port));
    });
  });
  const died = exited.then((code) => {
    throw new Error(`the App ended with ${code}:\n${said.join('\n')}`);
  });
  died.catch(() => {});
  return {
    port: await Promise.race([ready, died]),
    kill(signal) {
      child.kill(signal);
      return exited;
    },
  };
}
