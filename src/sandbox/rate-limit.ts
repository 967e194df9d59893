import type { Clock } from '../time.ts';
import type { ApiRequest } from './types.ts';

const LIMIT = 5000;
const WINDOW_SECONDS = 3600;

/**
 * Counts requests and tells the headers that every answer carries. It counts and never refuses: a rate limit
 * is put to the test by a fault. Source: GitHub Docs, "Rate limits for the REST API".
 */
export function createRateLimit(clock: Clock): { headers(request: ApiRequest): Record<string, string> } {
  const windows = new Map<string, { used: number; reset: number }>();
  return {
    headers(request) {
      const resource =
        request.path === '/graphql' ? 'graphql' : request.path.startsWith('/search') ? 'search' : 'core';
      const token = request.by.kind === 'nobody' ? '' : request.by.token;
      const now = Math.floor(clock().getTime() / 1000);
      const key = `${resource} ${token}`;
      const running = windows.get(key);
      const current = running && running.reset > now ? running : { used: 0, reset: now + WINDOW_SECONDS };
      current.used += 1;
      windows.set(key, current);
      return {
        'x-ratelimit-limit': String(LIMIT),
        'x-ratelimit-remaining': String(Math.max(0, LIMIT - current.used)),
        'x-ratelimit-reset': String(current.reset),
        'x-ratelimit-used': String(current.used),
        'x-ratelimit-resource': resource,
      };
    },
  };
}
