/** What was closed in a repository: issues as completed, and pull requests that were merged. */
import { z } from 'zod';
import { type Ask, at } from './ask.ts';
import { issueFacts, type Place, type RawIssue } from './facts.ts';
import type { Octokit } from './octokit.ts';

/** An issue as far as it is closed: `closedAt` is null where it is open, or closed otherwise than as completed. */
export type ClosedIssue = {
  readonly number: number;
  readonly closedAt: Date | null;
  readonly labels: readonly string[];
  readonly author: string;
  readonly updatedAt: Date;
};

/** `author` is null where it was a bot, or is gone. */
export type MergedPull = {
  readonly number: number;
  readonly mergedAt: Date;
  readonly labels: readonly string[];
  readonly author: string | null;
  readonly htmlUrl: string;
};

/** The parts of GitHub's issue object that are read beside those of `RawIssue`. */
export type RawClosedIssue = RawIssue & { closed_at?: string | null | undefined };

/** The parts of GitHub's pull request object that are read. In a list of issues `merged_at` stands further inside. */
export type RawPull = {
  number: number;
  html_url: string;
  merged_at?: string | null | undefined;
  user?: { login: string; type?: string | undefined } | null | undefined;
  labels?: RawIssue['labels'];
};

export function closedIssue(raw: RawClosedIssue): ClosedIssue {
  const { number, open, stateReason, labels, author, updatedAt } = issueFacts(raw);
  const completed = !open && stateReason !== 'not_planned' && stateReason !== 'duplicate';
  const closedAt = completed ? new Date(raw.closed_at ?? updatedAt) : null;
  return { number, closedAt, labels, author, updatedAt };
}

/** Nothing where it was closed without being merged. */
export function mergedPull(raw: RawPull): MergedPull | undefined {
  if (!raw.merged_at) return undefined;
  const { user } = raw;
  return {
    number: raw.number,
    mergedAt: new Date(raw.merged_at),
    labels: (raw.labels ?? []).map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    author: user && user.type !== 'Bot' ? user.login : null,
    htmlUrl: raw.html_url,
  };
}

/** One page of what is closed and changed since an instant, in the order of its changes; `last` is the newest change. */
export type ClosedPage = {
  readonly issues: readonly ClosedIssue[];
  readonly pulls: readonly MergedPull[];
  readonly last: Date | undefined;
  readonly more: 'more' | 'last';
};

const PAGE = 100;

export function closedRequests(ask: Ask) {
  return {
    /** @param page from 1 */
    closedSince(place: Place, since: Date, page: number): Promise<ClosedPage> {
      return ask(`GET closed issues ${place.owner}/${place.name}`, (octokit) =>
        closedPage(octokit, place, since, page),
      );
    },

    /** The issues that a pull request closes, by a keyword or by hand; nothing where it is gone. */
    closedByPull(place: Place, number: number): Promise<{ repositoryId: number; number: number }[]> {
      return ask(`POST /graphql issues closed by ${place.owner}/${place.name}#${number}`, async (octokit) => {
        const answer = Closing.parse(await octokit.graphql(CLOSING, { ...place, number }));
        return (answer.repository?.pullRequest?.closingIssuesReferences.nodes ?? []).flatMap((issue) =>
          issue ? [{ repositoryId: issue.repository.databaseId, number: issue.number }] : [],
        );
      });
    },
  };
}

/** Source: GitHub Docs, "List repository issues": pull requests are issues there, and `since` is about changes. */
async function closedPage(octokit: Octokit, place: Place, since: Date, page: number): Promise<ClosedPage> {
  const { data } = await octokit.rest.issues.listForRepo({
    ...at(place),
    state: 'closed',
    sort: 'updated',
    direction: 'asc',
    since: since.toISOString(),
    per_page: PAGE,
    page,
  });
  const issues = data.filter((issue) => !issue.pull_request).map(closedIssue);
  const pulls = data.flatMap(({ pull_request: pull, ...rest }) =>
    pull ? (mergedPull({ ...rest, merged_at: pull.merged_at }) ?? []) : [],
  );
  const last = data.at(-1)?.updated_at;
  return {
    issues,
    pulls,
    last: last === undefined ? undefined : new Date(last),
    more: data.length === PAGE ? 'more' : 'last',
  };
}

/** Source: GitHub's GraphQL reference, "PullRequest" (closingIssuesReferences). */
const CLOSING = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      closingIssuesReferences(first: 50) { nodes { number repository { databaseId } } }
    }
  }
}`;

const Closing = z.object({
  repository: z
    .object({
      pullRequest: z
        .object({
          closingIssuesReferences: z.object({
            nodes: z.array(
              z.object({ number: z.number(), repository: z.object({ databaseId: z.number() }) }).nullable(),
            ),
          }),
        })
        .nullable(),
    })
    .nullable(),
});
