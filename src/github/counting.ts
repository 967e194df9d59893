/**
 * Counts every request once, where it leaves: what Octokit asks by itself (tokens, further pages, a repetition
 * while a new token is not known everywhere) as well as what a room asks.
 */
import type { GitHubRequest, Metrics } from '../metrics/index.ts';
import type { Octokit } from './octokit.ts';

/** An Octokit plugin. */
export function countingRequests(metrics: Pick<Metrics, 'githubRequest'>) {
  return (octokit: Pick<Octokit, 'hook'>, options: { auth?: { installationId?: number } }) => {
    octokit.hook.before('request', (request) => {
      const route = routeOf(request);
      const asker = asksAsApp(route) ? 'app' : (options.auth?.installationId ?? 'app');
      const send: typeof fetch = request.request.fetch;
      const count = (status: number | undefined, budget: GitHubRequest['budget']) =>
        metrics.githubRequest({ asker, route, status, budget });
      // A hook around the request would count it also where it never leaves, for want of a token.
      const counted: typeof fetch = async (...sent) => {
        const answer = await send(...sent).catch((error: unknown) => {
          count(undefined, undefined);
          throw error;
        });
        count(answer.status, budgetOf(answer.headers));
        return answer;
      };
      request.request = { ...request.request, fetch: counted };
    });
    return { paginate: keepingRoutes((octokit as Octokit).paginate) };
  };
}

type Request = { method: string; url: string; request: Record<string, unknown> };

/** `POST /repos/{owner}/{repo}/…`: never a path that is filled in, of which there is no end. */
function routeOf({ method, url, request }: Request): string {
  if (url.startsWith('/')) return `${method} ${url}`;
  if (typeof request.route === 'string') return request.route;
  // On GitHub Enterprise Server the address of GraphQL is written in full.
  return url.endsWith('/graphql') ? 'POST /graphql' : `${method} other`;
}

/** What only the App itself may ask; the rest it asks as an installation ("Authenticating as a GitHub App"). */
function asksAsApp(route: string): boolean {
  return /^[A-Z]+ \/app(\/|$)/.test(route);
}

/** What an answer says of the asker's budget ("Rate limits for the REST API"); not every answer does. */
function budgetOf(headers: Headers): GitHubRequest['budget'] {
  const number = (name: string) => Number(headers.get(`x-ratelimit-${name}`) ?? Number.NaN);
  const [resource, limit, remaining, reset] = [
    headers.get('x-ratelimit-resource'),
    number('limit'),
    number('remaining'),
    number('reset'),
  ];
  const told = resource !== null && [limit, remaining, reset].every(Number.isFinite);
  return told ? { resource, limit, remaining, resetAt: new Date(reset * 1000) } : undefined;
}

type List = { endpoint: { DEFAULTS: { method: string; url: string } }; defaults(more: object): List };
type Paginate = (list: List | string, ...rest: unknown[]) => unknown;

/** The pages of a list are asked for by their full addresses: each request is told its route besides. */
function keepingRoutes(paginate: Octokit['paginate']): Octokit['paginate'] {
  const telling =
    (pages: Paginate): Paginate =>
    (list, ...rest) =>
      pages(typeof list === 'string' ? list : tellingRoute(list), ...rest);
  const iterator = telling(paginate.iterator as Paginate);
  return Object.assign(telling(paginate as Paginate), { iterator }) as Octokit['paginate'];
}

function tellingRoute(list: List): List {
  const { method, url } = list.endpoint.DEFAULTS;
  return list.defaults({ request: { route: `${method} ${url}` } });
}
