import { requireReach } from './access.ts';
import { checkRoutes } from './checks.ts';
import { commentRoutes } from './comments.ts';
import { graphqlRoutes } from './graphql.ts';
import { historyRoutes } from './history-routes.ts';
import { hookDeliveryRoutes } from './hook-deliveries.ts';
import { installationRoutes } from './installation.ts';
import { issueWritingRoutes } from './issue-writes.ts';
import { issueReadingRoutes } from './issues.ts';
import { labelRoutes } from './labels.ts';
import { mergeRoutes } from './merges.ts';
import { milestoneRoutes } from './milestones.ts';
import { peopleRoutes } from './people.ts';
import { requirePermission } from './permissions.ts';
import { pullRoutes } from './pulls.ts';
import { pushRoutes } from './pushes.ts';
import { createRateLimit } from './rate-limit.ts';
import { reactionRoutes } from './reactions.ts';
import { repositoryRoutes } from './repositories.ts';
import { type Call, createCall, type Route } from './routes.ts';
import type { Desk, ServedRequest } from './server.ts';
import { teamRoutes } from './teams.ts';
import { tokenRoutes } from './tokens.ts';
import { type Answer, type ApiRequest, type Caller, Refusal } from './types.ts';
import { loginOf, type World } from './world.ts';

/** What the layer answers itself or watches. The first that fits decides; the rest is the emulator's. */
const ROUTES: readonly Route[] = [
  ...checkRoutes,
  ...tokenRoutes,
  ...hookDeliveryRoutes,
  ...installationRoutes,
  ...repositoryRoutes,
  ...historyRoutes,
  ...reactionRoutes,
  ...issueReadingRoutes,
  ...issueWritingRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...milestoneRoutes,
  ...pullRoutes,
  ...mergeRoutes,
  ...pushRoutes,
  ...teamRoutes,
  ...peopleRoutes,
  ...graphqlRoutes,
];

/** Answers requests from the world, and writes into `requests` what was served. */
export function openDesk(world: World, requests: ServedRequest[]): Desk {
  const limit = createRateLimit(world.clock);
  const inTurn = createTurns();
  return {
    callerOf: (incoming) => world.tokens.callerOf(incoming.headers),
    faultFor: (request) => world.faults.find({ ...request, by: nameOf(world, request.by) }),
    headersFor: (request) => limit.headers(request),
    respond(request) {
      // What a change changed is told by looking before and after, so changes take turns.
      const isChange = request.method !== 'GET' && request.path !== '/graphql';
      return isChange ? inTurn(() => respond(world, request)) : respond(world, request);
    },
    served(request, outcome) {
      const { method, path, by } = request;
      requests.push({ method, path, ...outcome, at: world.clock(), by: nameOf(world, by) });
    },
    now: world.clock,
  };
}

async function respond(world: World, request: ApiRequest): Promise<Answer> {
  await requireReach(world, request);
  requirePermission(request);
  const forward = createForward(world, request);
  for (const route of ROUTES) {
    const match = route.method === request.method ? route.pattern.exec(request.path) : null;
    if (match) return route.handle(createCall(world, request, match.groups ?? {}, forward));
  }
  return forward();
}

function createForward(world: World, request: ApiRequest): Call['forward'] {
  return async (instead = {}) => {
    const method = instead.method ?? request.method;
    const answer = await world.emulator.ask({
      method,
      path: instead.path ?? pathWithQuery(request),
      token: await world.allowance.tokenFor(request.by),
      accept: request.accept,
      body: bodyOf(method, instead.body ?? request.body),
    });
    const isApp = request.by.kind === 'installation';
    if (answer.status === 403 && isApp) throw new Refusal(403, 'Resource not accessible by integration');
    return answer;
  };
}

/** The emulator wants an object where GitHub lets the body be left out. */
function bodyOf(method: string, body: unknown): unknown {
  if (method === 'GET') return undefined;
  return body === undefined && method !== 'DELETE' ? {} : body;
}

/** The emulator compares `since` with milliseconds as text, so that a whole second would miss its own. */
function pathWithQuery({ path, query }: ApiRequest): string {
  if (query.size === 0) return path;
  const copy = new URLSearchParams(query);
  const since = copy.get('since');
  if (since) copy.set('since', since.replace(/(\.\d+)?Z$/, ''));
  return `${path}?${copy}`;
}

function nameOf(world: World, by: Caller): string | null {
  if (by.kind === 'nobody') return null;
  return by.kind === 'app' ? world.app.slug : loginOf(world, by);
}

/** Runs what it is given one after the other, in the order given. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
