/** What to do about it when GitHub does not give a repository's events. */
import { UserError } from '../errors.ts';
import type { EventPage, GitHubError } from '../github/index.ts';

type Asked = {
  readonly repo: string;
  readonly page: number;
  readonly apiUrl: URL;
  readonly hasToken: boolean;
};

const RESUME = 'The same command goes on from here.';

/**
 * Past its limit GitHub gives no older events ("pagination is limited for this resource"): then what there is, is
 * all there will be. Everything else is thrown as a `UserError`.
 */
export function refusal(error: GitHubError, asked: Asked): EventPage {
  const status = statusOf(error);
  if (status === 422 && asked.page > 1) return { events: [], last: undefined, more: false };
  throw new UserError(reason(status, error, asked), { cause: error });
}

function reason(status: number | undefined, error: GitHubError, { repo, apiUrl, hasToken }: Asked): string {
  switch (status) {
    case 401:
      return 'GitHub does not accept GITHUB_TOKEN (401): is it complete, and not expired?';
    case 403:
      return `GitHub refuses (403): ${wordsOf(error)} The token in GITHUB_TOKEN needs read access to the issues of ${repo}, and may have to be authorised for the organisation (SSO).`;
    case 404:
      return hasToken
        ? `There is no repository ${repo}, or the token in GITHUB_TOKEN may not see it (404).`
        : `There is no repository ${repo} for everybody to see (404). If it is private, set GITHUB_TOKEN to a token that may read its issues.`;
    case undefined:
      return `${apiUrl.host} cannot be reached (${codeOf(error)}): check the network, or GITHUB_API_URL. ${RESUME}`;
    default:
      return `GitHub answered ${status}: ${wordsOf(error)} ${RESUME}`;
  }
}

/** Octokit says 500 where no answer came. */
function statusOf({ cause }: GitHubError): number | undefined {
  if (!(cause instanceof Error) || !('status' in cause) || !('response' in cause)) return undefined;
  return cause.response === undefined ? undefined : Number(cause.status);
}

function wordsOf({ cause }: GitHubError): string {
  const [words = ''] = cause instanceof Error ? cause.message.split(' - http') : [];
  return `${words.replace(/\.$/, '')}.`;
}

/** The innermost reason, such as ENOTFOUND or ECONNREFUSED. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? 'no answer' : codeOf(error.cause);
}
