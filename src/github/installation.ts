import type { Clock } from '../time.ts';
import { isRefused, toGitHubError } from './errors.ts';
import {
  type IssueFacts,
  issueFacts,
  type Place,
  type RawRepository,
  type RepositoryFacts,
  repositoryFacts,
} from './facts.ts';
import { type IssueEvent, listIssueEvents, startedWork } from './history.ts';
import type { Octokit } from './octokit.ts';

export type CheckReport = {
  readonly sha: string;
  readonly name: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly {
    path: string;
    line: number;
    column: number;
    level: 'failure' | 'warning';
    message: string;
  }[];
};

export type Installation = Readonly<Pick<InstallationClient, keyof InstallationClient>>;

/** GitHub takes at most fifty annotations a request ("Create a check run"). */
const ANNOTATIONS = 50;

/** What one installation may read and change; every failure comes out as a `GitHubError`. */
export class InstallationClient {
  readonly #octokit: Octokit;
  readonly #botLogin: () => Promise<string>;
  readonly #clock: Clock;

  constructor(octokit: Octokit, botLogin: () => Promise<string>, clock: Clock) {
    this.#octokit = octokit;
    this.#botLogin = botLogin;
    this.#clock = clock;
  }

  async #ask<T>(request: string, ask: (octokit: Octokit) => Promise<T>): Promise<T> {
    try {
      return await ask(this.#octokit);
    } catch (error) {
      throw toGitHubError(error, request, this.#clock());
    }
  }

  repositories(): Promise<RepositoryFacts[]> {
    return this.#ask('GET /installation/repositories', async (octokit) => {
      const all = await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, {
        per_page: 100,
      });
      return (all as RawRepository[]).map(repositoryFacts);
    });
  }

  repository(owner: string, repo: string): Promise<RepositoryFacts | undefined> {
    return this.#ask(`GET /repos/${owner}/${repo}`, async (octokit) =>
      orNothing(async () => repositoryFacts((await octokit.rest.repos.get({ owner, repo })).data)),
    );
  }

  /** The text of a file, or nothing where there is none. @param ref default branch where left out */
  file(place: Place, path: string, ref?: string): Promise<string | undefined> {
    const where = { owner: place.owner, repo: place.name, path, ...(ref ? { ref } : {}) };
    return this.#ask(`GET /repos/${place.owner}/${place.name}/contents/${path}`, (octokit) =>
      orNothing(async () => {
        const { data } = await octokit.rest.repos.getContent(where);
        if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return undefined;
        return Buffer.from(data.content, 'base64').toString('utf8');
      }),
    );
  }

  /** An issue as it is; nothing where it is gone, be it deleted or moved to another repository. */
  issue(place: Place, number: number): Promise<IssueFacts | undefined> {
    return this.#ask(`GET issue ${place.owner}/${place.name}#${number}`, (octokit) =>
      orNothing(async () => {
        const { data } = await octokit.rest.issues.get({ ...at(place), issue_number: number });
        // GitHub redirects to where a moved issue is now, and likewise from a renamed repository.
        const isHere = data.number === number && (await this.#isIn(place, data.repository_url));
        return isHere ? issueFacts(data) : undefined;
      }),
    );
  }

  async #isIn(place: Place, repositoryUrl: string): Promise<boolean> {
    const is = ({ owner, name }: Place) =>
      repositoryUrl.toLowerCase().endsWith(`/${owner}/${name}`.toLowerCase());
    if (is(place)) return true;
    const renamed = await this.repository(place.owner, place.name);
    return renamed !== undefined && is(renamed);
  }

  /** All open issues with a label; pull requests left out. */
  openLabelled(place: Place, label: string): Promise<IssueFacts[]> {
    return this.#ask(`GET open issues ${place.owner}/${place.name} labelled`, async (octokit) => {
      const all = await octokit.paginate(octokit.rest.issues.listForRepo, {
        ...at(place),
        labels: label,
        state: 'open',
        per_page: 100,
      });
      return all.filter((issue) => !issue.pull_request).map(issueFacts);
    });
  }

  /** One page of the issues with a label, oldest first; pull requests left out. */
  labelled(
    place: Place,
    label: string,
    page: { number: number; size: number },
  ): Promise<{ issues: IssueFacts[]; more: 'more' | 'last' }> {
    return this.#ask(`GET issues ${place.owner}/${place.name} labelled`, async (octokit) => {
      const { data } = await octokit.rest.issues.listForRepo({
        ...at(place),
        labels: label,
        state: 'all',
        sort: 'created',
        direction: 'asc',
        per_page: page.size,
        page: page.number,
      });
      const issues = data.filter((issue) => !issue.pull_request).map(issueFacts);
      return { issues, more: data.length === page.size ? 'more' : 'last' };
    });
  }

  issueEvents(place: Place, number: number): Promise<IssueEvent[]> {
    return this.#ask(`GET issue events ${place.owner}/${place.name}#${number}`, (octokit) =>
      listIssueEvents(octokit, place, number),
    );
  }

  /** Whether the owner of an issue has begun to work on it since it was given to them. */
  startedWork(place: Place, number: number, owner: string, since: Date): Promise<boolean> {
    return this.#ask(`GET work on ${place.owner}/${place.name}#${number}`, (octokit) =>
      startedWork(octokit, place, number, owner, since),
    );
  }

  /** The comment of the bot that begins with a marker, if there is one. */
  findComment(
    place: Place,
    number: number,
    marker: string,
  ): Promise<{ id: number; body: string } | undefined> {
    return this.#ask(`GET comments ${place.owner}/${place.name}#${number}`, async (octokit) => {
      const bot = await this.#botLogin();
      const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
        ...at(place),
        issue_number: number,
        per_page: 100,
      });
      for await (const { data } of pages) {
        const found = data.find((comment) => comment.user?.login === bot && comment.body?.startsWith(marker));
        if (found) return { id: found.id, body: found.body ?? '' };
      }
      return undefined;
    });
  }

  createComment(place: Place, number: number, body: string): Promise<number> {
    return this.#ask(`POST comment ${place.owner}/${place.name}#${number}`, async (octokit) => {
      const { data } = await octokit.rest.issues.createComment({ ...at(place), issue_number: number, body });
      return data.id;
    });
  }

  updateComment(place: Place, commentId: number, body: string): Promise<void> {
    return this.#ask(`PATCH comment ${place.owner}/${place.name} ${commentId}`, async (octokit) => {
      await octokit.rest.issues.updateComment({ ...at(place), comment_id: commentId, body });
    });
  }

  /** The issue of the bot whose body begins with a marker, if there is one. */
  findIssue(place: Place, marker: string): Promise<number | undefined> {
    return this.#ask(`GET own issues of ${place.owner}/${place.name}`, async (octokit) => {
      const bot = await this.#botLogin();
      const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
        ...at(place),
        state: 'all',
        creator: bot,
        per_page: 100,
      });
      for await (const { data } of pages) {
        const found = data.find((issue) => issue.user?.login === bot && issue.body?.startsWith(marker));
        if (found) return found.number;
      }
      return undefined;
    });
  }

  createIssue(place: Place, issue: { title: string; body: string }): Promise<number> {
    return this.#ask(`POST issue ${place.owner}/${place.name}`, async (octokit) => {
      const { data } = await octokit.rest.issues.create({ ...at(place), ...issue });
      return data.number;
    });
  }

  updateIssue(
    place: Place,
    number: number,
    change: { body?: string; state?: 'open' | 'closed' },
  ): Promise<void> {
    return this.#ask(`PATCH issue ${place.owner}/${place.name}#${number}`, async (octokit) => {
      await octokit.rest.issues.update({ ...at(place), issue_number: number, ...change });
    });
  }

  /** Adds one assignee and gives back the issue as it then was: GitHub drops the unassignable in silence. */
  assign(place: Place, number: number, login: string): Promise<IssueFacts> {
    return this.#ask(`POST assignee ${place.owner}/${place.name}#${number}`, async (octokit) => {
      const { data } = await octokit.rest.issues.addAssignees({
        ...at(place),
        issue_number: number,
        assignees: [login],
      });
      return issueFacts(data);
    });
  }

  unassign(place: Place, number: number, login: string): Promise<IssueFacts> {
    return this.#ask(`DELETE assignee ${place.owner}/${place.name}#${number}`, async (octokit) => {
      const { data } = await octokit.rest.issues.removeAssignees({
        ...at(place),
        issue_number: number,
        assignees: [login],
      });
      return issueFacts(data);
    });
  }

  /** The paths that a pull request touches. GitHub lists at most 3,000 ("List pull requests files"). */
  pullRequestFiles(place: Place, number: number): Promise<string[]> {
    return this.#ask(`GET pull request files ${place.owner}/${place.name}#${number}`, async (octokit) => {
      const files = await octokit.paginate(octokit.rest.pulls.listFiles, {
        ...at(place),
        pull_number: number,
        per_page: 100,
      });
      return files.flatMap((file) => [file.filename, file.previous_filename ?? []].flat());
    });
  }

  /** Reports a check run, or leaves alone the one of the same commit, name and outcome. */
  reportCheck(place: Place, check: CheckReport): Promise<void> {
    return this.#ask(`POST check ${place.owner}/${place.name}@${check.sha}`, async (octokit) => {
      const existing = await octokit.rest.checks.listForRef({
        ...at(place),
        ref: check.sha,
        check_name: check.name,
      });
      const same = existing.data.check_runs.some(
        (run) => run.conclusion === check.conclusion && run.output.title === check.title,
      );
      if (same) return;
      await octokit.rest.checks.create({
        ...at(place),
        head_sha: check.sha,
        name: check.name,
        status: 'completed',
        conclusion: check.conclusion,
        output: {
          title: check.title,
          summary: check.summary,
          annotations: check.annotations.slice(0, ANNOTATIONS).map((annotation) => ({
            path: annotation.path,
            start_line: annotation.line,
            end_line: annotation.line,
            start_column: annotation.column,
            end_column: annotation.column,
            annotation_level: annotation.level,
            message: annotation.message,
          })),
        },
      });
    });
  }
}

function at(place: Place): { owner: string; repo: string } {
  return { owner: place.owner, repo: place.name };
}

async function orNothing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status === 404 || status === 410 || isRefused(error, 404, 410)) return undefined;
    throw error;
  }
}
