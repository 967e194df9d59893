import type { Logger } from 'pino';
import { type ApplicationFunction, Probot, ProbotOctokit } from 'probot';
import type { Metrics } from '../metrics/index.ts';
import { countingRequests } from './counting.ts';

export type Octokit = InstanceType<typeof ProbotOctokit>;

export type Credentials = { appId: string; privateKey: string; webhookSecret: string };

/** How long GitHub may take over one request before it counts as not answered, in milliseconds. */
export const REQUEST_TIMEOUT = 20_000;

/**
 * Probot with its retries and throttling off: it would repeat creating requests blindly, and pausing is the
 * outbox's business, which knows what was done and survives a restart.
 */
export async function createProbot(options: {
  credentials: Credentials;
  apiUrl: string | undefined;
  log: Logger;
  metrics: Pick<Metrics, 'githubRequest'>;
  app: ApplicationFunction;
  /** In milliseconds. */
  requestTimeout?: number;
}): Promise<Probot> {
  const probot = new Probot({
    appId: options.credentials.appId,
    privateKey: options.credentials.privateKey,
    secret: options.credentials.webhookSecret,
    log: options.log,
    Octokit: PlainOctokit.plugin(countingRequests(options.metrics)),
    request: { fetch: fetchWithin(options.requestTimeout ?? REQUEST_TIMEOUT) },
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

/**
 * Fetches an answer with its body to the end. Octokit takes a body that breaks off for an empty one, so that an issue
 * would seem deleted, or a comment not to be there.
 *
 * @param timeout for the whole request, in milliseconds
 */
export function fetchWithin(timeout: number): typeof fetch {
  return async (input, init) => {
    const signal = init?.signal ?? AbortSignal.timeout(timeout);
    const response = await fetch(input, { ...init, signal });
    const whole = new Response(response.body && (await response.arrayBuffer()), response);
    // Octokit reads on from where an answer came from, which a new response does not know.
    return Object.defineProperty(whole, 'url', { value: response.url });
  };
}
