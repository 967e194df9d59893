import { type Ask, at, orNothing } from './ask.ts';
import type { Place } from './facts.ts';

/** An open pull request, as far as it matters whether it may be merged. */
export type OpenPull = {
  readonly number: number;
  /** The head commit. */
  readonly sha: string;
  readonly labels: readonly string[];
  readonly body: string;
};

/** A merge group that waits in a queue, and the pull request that GitHub names it by, which is its last. */
export type QueuedGroup = { readonly sha: string; readonly pull: number };

/** The parts of GitHub's pull request object that are read. */
type RawOpenPull = {
  number: number;
  head: { sha: string };
  labels?: readonly { name?: string }[];
  body?: string | null;
};

/** What stands at a number of a repository. */
export type Subject = {
  readonly kind: 'issue' | 'pull request';
  readonly title: string;
  readonly htmlUrl: string;
  readonly state: 'open' | 'closed';
  /** Whose it is: a login; null where that account is gone. */
  readonly author: string | null;
};

/** What merges: pull requests and merge groups. */
export function pullRequests(ask: Ask) {
  return {
    /** Whether a number is an issue or a pull request, for GitHub numbers them together; nothing where it is gone. */
    subject(place: Place, number: number): Promise<Subject | undefined> {
      return ask(`GET issue ${place.owner}/${place.name}#${number}`, (octokit) =>
        orNothing(async () => {
          const { data } = await octokit.rest.issues.get({ ...at(place), issue_number: number });
          // One that moved is answered from where it went.
          if (data.number !== number) return undefined;
          return {
            kind: data.pull_request ? ('pull request' as const) : ('issue' as const),
            title: data.title,
            htmlUrl: data.html_url,
            state: data.state === 'open' ? ('open' as const) : ('closed' as const),
            author: data.user?.login ?? null,
          };
        }),
      );
    },

    /** All open pull requests into a branch. */
    openPulls(place: Place, base: string): Promise<OpenPull[]> {
      return ask(`GET open pull requests ${place.owner}/${place.name}`, async (octokit) => {
        const all = await octokit.paginate(octokit.rest.pulls.list, {
          ...at(place),
          state: 'open',
          base,
          per_page: 100,
        });
        return all.map(openPull);
      });
    },

    /** A pull request, if it is open and goes into a branch. */
    openPull(place: Place, number: number, base: string): Promise<OpenPull | undefined> {
      return ask(`GET pull request ${place.owner}/${place.name}#${number}`, async (octokit) => {
        const answer = await orNothing(() => octokit.rest.pulls.get({ ...at(place), pull_number: number }));
        if (answer?.data.state !== 'open' || answer.data.base.ref !== base) return undefined;
        return openPull(answer.data);
      });
    },

    /**
     * The merge groups that wait for their checks, by the branches that GitHub makes for them
     * (`gh-readonly-queue/BASE/pr-N-SHA`: "Managing a merge queue"); there is no other list of them.
     */
    queuedGroups(place: Place, base: string): Promise<QueuedGroup[]> {
      return ask(`GET merge groups ${place.owner}/${place.name}`, async (octokit) => {
        const all = await octokit.paginate(octokit.rest.git.listMatchingRefs, {
          ...at(place),
          ref: `heads/gh-readonly-queue/${base}/`,
          per_page: 100,
        });
        return all.flatMap(({ ref, object }) => {
          const pull = pullOfGroup(ref);
          return pull === undefined ? [] : [{ sha: object.sha, pull }];
        });
      });
    },

    /**
     * The commits that a merge group adds to a branch, by their SHAs ("Compare two commits"): its own, and those of the
     * groups that it stands on. Nothing where it is gone.
     */
    commitsOfGroup(place: Place, base: string, sha: string): Promise<ReadonlySet<string> | undefined> {
      return ask(`GET compare ${place.owner}/${place.name} ${base}...${sha}`, (octokit) =>
        orNothing(async () => {
          const found = new Set<string>();
          const size = 100;
          for (let page = 1; ; page += 1) {
            const compared = { ...at(place), basehead: `${base}...${sha}`, per_page: size, page };
            const { data } = await octokit.rest.repos.compareCommitsWithBasehead(compared);
            for (const commit of data.commits) found.add(commit.sha);
            if (data.commits.length < size) return found;
          }
        }),
      );
    },
  };
}

/** The pull request that the branch of a merge group is named by; nothing where it is no such branch. */
export function pullOfGroup(ref: string): number | undefined {
  const [, number] = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d+)-[\da-f]+$/.exec(ref) ?? [];
  return number === undefined ? undefined : Number(number);
}

function openPull({ number, head, labels, body }: RawOpenPull): OpenPull {
  return {
    number,
    sha: head.sha,
    labels: (labels ?? []).flatMap(({ name }) => (name === undefined ? [] : [name])),
    body: body ?? '',
  };
}
