import { addMs, type Clock, MINUTE } from '../time.ts';
import { toGitHubError } from './errors.ts';
import type { Octokit } from './octokit.ts';

/**
 * A token is kept for an hour, carries the permissions of the time it was made, and does not survive a suspension
 * ("Generating an installation access token for a GitHub App"). So a refusal may be meant for the token alone: the
 * request is made once more with a new one, at most once a minute for an installation.
 */
export function tokenRenewal(clock: Clock): (octokit: Octokit, installationId: number) => Octokit {
  const renewed = new Map<number, Date>();
  const isDue = (installationId: number, now: Date) => {
    const last = renewed.get(installationId);
    return !last || last > now || last < addMs(now, -MINUTE);
  };
  return (octokit, installationId) => {
    octokit.hook.wrap('request', async (request, options) => {
      try {
        return await request(options);
      } catch (error) {
        const now = clock();
        if (isForToken(options.url) || !isAboutTheToken(error, now) || !isDue(installationId, now))
          throw error;
        renewed.set(installationId, now);
        await renewToken(octokit);
        return request(options);
      }
    });
    return octokit;
  };
}

export async function renewToken(octokit: Octokit): Promise<void> {
  await octokit.auth({ type: 'installation', refresh: true });
}

/** The request for a token comes by here as well: asking for another one in its midst would wait for itself. */
function isForToken(url: string): boolean {
  return url.endsWith('/access_tokens');
}

/** What GitHub says where a permission is missing or the installation rests; it refuses with 403 for more than that. */
const ABOUT_THE_TOKEN = /not accessible by integration|suspended/i;

function isAboutTheToken(error: unknown, now: Date): boolean {
  const { meaning, message, cause } = toGitHubError(error, '', now);
  if (meaning.kind === 'refused') return meaning.status === 403 && ABOUT_THE_TOKEN.test(message);
  return cause instanceof Error && 'status' in cause && cause.status === 401;
}
