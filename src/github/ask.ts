import type { Clock } from '../time.ts';
import { toGitHubError } from './errors.ts';
import type { Place } from './facts.ts';
import type { Octokit } from './octokit.ts';

/** Makes a request; every failure comes out as a `GitHubError` that names it. */
export type Ask = <T>(request: string, make: (octokit: Octokit) => Promise<T>) => Promise<T>;

/** The App's own login: markers are trusted in nobody else's bodies. */
export type BotLogin = () => Promise<string>;

export function asker(octokit: Octokit, clock: Clock): Ask {
  return async (request, make) => {
    try {
      return await make(octokit);
    } catch (error) {
      throw toGitHubError(error, request, clock());
    }
  };
}

export function at(place: Place): { owner: string; repo: string } {
  return { owner: place.owner, repo: place.name };
}

/** What is not there is an answer, not a failure. */
export async function orNothing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status === 404 || status === 410) return undefined;
    throw error;
  }
}
