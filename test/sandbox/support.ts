import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import { onTestFinished } from 'vitest';
import {
  type Sandbox,
  type SandboxOptions,
  type SandboxSeed,
  startSandbox,
} from '../../src/sandbox/index.ts';

const ACME: SandboxSeed = {
  organisation: 'acme',
  people: ['ana', 'bo', 'cy'],
  owners: ['ana'],
  outsiders: ['zed'],
  repositories: [
    { name: 'api', labels: ['tech-debt', 'bug'] },
    { name: 'web', labels: ['tech-debt'] },
    { name: 'vault', visibility: 'private' },
  ],
};

export const API = { owner: 'acme', repo: 'api' };

/** A sandbox that ends with the test. */
export async function openSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ seed: ACME, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

type Received = { headers: IncomingHttpHeaders; body: string };
export type Listener = { url: string; received: Received[]; answer: (status: number | 'never') => void };

/** Somebody who listens for webhooks, and answers 200 until told otherwise. */
export async function openListener(): Promise<Listener> {
  const received: Received[] = [];
  let status: number | 'never' = 200;
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    if (status !== 'never') response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const answer = (next: number | 'never') => {
    status = next;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`, received, answer };
}

type OctokitOptions = NonNullable<ConstructorParameters<typeof ProbotOctokit>[0]>;

/** Probot sets its own throttling over an object of defaults; only a function has the last word. */
const UNHURRIED = ProbotOctokit.defaults((options: OctokitOptions) => ({
  ...options,
  retry: { enabled: false },
  throttle: { ...options.throttle, enabled: false },
}));

/** The App, as Probot makes it from the sandbox's credentials. */
export async function openApp(sandbox: Sandbox) {
  const { appId, privateKey, webhookSecret } = sandbox.credentials;
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl: sandbox.url,
    log: pino({ enabled: false }),
    Octokit: UNHURRIED,
  });
  return { probot, app: await probot.auth(), bot: await probot.auth(sandbox.installationId) };
}

/** The webhooks sent so far, as `event.action`, with what they were about. */
export async function told(sandbox: Sandbox): Promise<string[]> {
  await sandbox.settled();
  return sandbox.deliveries.map(({ event, action, payload }) => {
    const { label, assignee } = JSON.parse(payload);
    const about = label?.name ?? assignee?.login;
    return [action ? `${event}.${action}` : event, about].filter(Boolean).join(' ');
  });
}

/** The payload of the last webhook of a kind. */
export async function lastPayload(sandbox: Sandbox, event: string, action?: string) {
  await sandbox.settled();
  const found = sandbox.deliveries.findLast(
    (one) => one.event === event && (!action || one.action === action),
  );
  if (!found) throw new Error(`No ${event}.${action} was sent.`);
  return JSON.parse(found.payload);
}

/** The HTTP status of a refusal. */
export async function statusOf(request: Promise<unknown>): Promise<number> {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  throw new Error('The request was not refused.', { cause: error });
}
