import type { Logger } from 'pino';
import { type ApplicationFunction, Probot, ProbotOctokit } from 'probot';

export type Octokit = InstanceType<typeof ProbotOctokit>;

export type Credentials = { appId: string; privateKey: string; webhookSecret: string };

/** How long GitHub may take over one request before it counts as not answered, in milliseconds. */
const REQUEST_TIMEOUT = 20_000;

/**
 * Probot with its retries and throttling off: it would repeat creating requests blindly, and pausing is the
 * outbox's business, which knows what was done and survives a restart.
 */
export async function createProbot(options: {
  credentials: Credentials;
  apiUrl: string | undefined;
  log: Logger;
  app: ApplicationFunction;
}): Promise<Probot> {
  const probot = new Probot({
    appId: options.credentials.appId,
    privateKey: options.credentials.privateKey,
    secret: options.credentials.webhookSecret,
    log: options.log,
    Octokit: PlainOctokit,
    request: { fetch: fetchWithTimeout },
    ...(options.apiUrl ? { baseUrl: options.apiUrl.replace(/\/+$/, '') } : {}),
  });
  await probot.load(options.app);
  return probot;
}

type InstanceOptions = { baseUrl?: string; auth?: { request?: { defaults(options: object): unknown } } };

/**
 * Has the last word over Probot, which sets throttling options of its own on every instance, and would ask
 * github.com for a token that is to be made anew, wherever GitHub is.
 */
export const PlainOctokit = ProbotOctokit.defaults((options: InstanceOptions) => ({
  ...options,
  ...(options.baseUrl && options.auth?.request
    ? { auth: { ...options.auth, request: options.auth.request.defaults({ baseUrl: options.baseUrl }) } }
    : {}),
  retry: { enabled: false },
  throttle: { enabled: false },
}));

const fetchWithTimeout: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(REQUEST_TIMEOUT) });
