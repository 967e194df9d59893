import { Octokit } from '@octokit/rest';
import type { Clock } from '../time.ts';
import { at } from './ask.ts';
import { toGitHubError } from './errors.ts';
import type { Place } from './facts.ts';
import { fetchWithin, REQUEST_TIMEOUT } from './octokit.ts';

/** How many events GitHub gives at once, at most. */
export const EVENTS_A_PAGE = 100;

/**
 * One page of a repository's issue events, newest first. `last` is the number of the last page, where GitHub tells
 * it; `more` whether another page follows.
 */
export type EventPage = {
  readonly events: readonly unknown[];
  readonly last: number | undefined;
  readonly more: boolean;
};

/** Octokit prints failures by itself; here they are told in words. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

type EventPages = (place: Place, page: number) => Promise<EventPage>;

/**
 * The issue events of repositories, page by page, as whoever `token` belongs to sees them, or everybody without one.
 * Every failure is a `GitHubError`. Source: GitHub Docs, "List issue events for a repository".
 */
export function issueEventPages(options: {
  readonly apiUrl: string;
  readonly token: string | undefined;
  readonly clock: Clock;
}): EventPages {
  const octokit = new Octokit({
    baseUrl: options.apiUrl,
    userAgent: 'paydown',
    log: SILENT,
    request: { fetch: fetchWithin(REQUEST_TIMEOUT) },
    ...(options.token === undefined ? {} : { auth: options.token }),
  });
  return async (place, page) => {
    try {
      const { data, headers } = await octokit.rest.issues.listEventsForRepo({
        ...at(place),
        per_page: EVENTS_A_PAGE,
        page,
      });
      const links = headers.link ?? '';
      const last = /[?&]page=(\d+)[^>]*>;\s*rel="last"/.exec(links)?.[1];
      return {
        events: data,
        last: last === undefined ? undefined : Number(last),
        more: links.includes('rel="next"'),
      };
    } catch (error) {
      throw toGitHubError(error, `events of ${place.owner}/${place.name}`, options.clock());
    }
  };
}
