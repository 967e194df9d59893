/** Checks on commits and pull requests that bring a config file. */
import { expect } from 'vitest';
import type { Story } from './story.ts';

export const PATH = '.github/paydown.yml';
let branches = 0;

/** The check on a pull request of pat's that brings a config file. */
export async function proposes(acme: Story, repo: string, content: string) {
  branches += 1;
  const number = await acme.github.openPullRequest('pat', repo, {
    ...{ title: 'Another rota', branch: `rota-${branches}`, path: PATH, content },
  });
  const { head } = (await acme.github.as('pat').rest.pulls.get({ owner: 'acme', repo, pull_number: number }))
    .data;
  return theCheck(acme, repo, head.sha);
}

export async function pushes(acme: Story, repo: string, content: string) {
  return theCheck(acme, repo, await acme.as('pat').configures(repo, content));
}

export async function theCheck(acme: Story, repo: string, sha: string) {
  const [check, ...more] = await acme.checkRuns(repo, sha);
  expect(more).toEqual([]);
  return { conclusion: check?.conclusion, title: check?.title, summary: check?.summary ?? '' };
}
