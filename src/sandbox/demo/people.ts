/** What people do in the story, each with their own account. */
import type { Sandbox } from '../index.ts';
import { LABEL, parts, type Ref } from './eyes.ts';

/** Where the organisation keeps its config file. */
const CONFIG = { repo: '.github', path: '.github/paydown.yml' } as const;

export type People = {
  /** Opens an issue. @returns its short name */
  open(by: string, repo: string, title: string, labels?: readonly string[]): Promise<Ref>;
  label(by: string, ref: Ref, label: string): Promise<void>;
  unlabel(by: string, ref: Ref, label: string): Promise<void>;
  assign(by: string, ref: Ref, login: string): Promise<void>;
  unassign(by: string, ref: Ref, login: string): Promise<void>;
  /** @returns the comment's id */
  comment(by: string, ref: Ref, body: string): Promise<number>;
  close(by: string, ref: Ref, reason: 'completed' | 'not_planned'): Promise<void>;
  /** Pushes the config file to the default branch. @returns the commit's SHA */
  pushConfig(by: string, text: string): Promise<string>;
  /** Opens a pull request that brings another config file. @returns its number, and the SHA of its commit */
  proposeConfig(by: string, title: string, text: string): Promise<{ number: number; sha: string }>;
  /** Merges a pull request of the repository that holds the config file. */
  merge(by: string, number: number): Promise<void>;
};

export function gatherPeople(github: Sandbox): People {
  const issues = (login: string) => github.as(login).rest.issues;
  return {
    async open(by, repo, title, labels = [LABEL]) {
      const { data } = await issues(by).create({ owner: 'acme', repo, title, labels: [...labels] });
      return `${repo}#${data.number}`;
    },
    async label(by, ref, label) {
      await issues(by).addLabels({ ...parts(ref), labels: [label] });
    },
    async unlabel(by, ref, label) {
      await issues(by).removeLabel({ ...parts(ref), name: label });
    },
    async assign(by, ref, login) {
      await issues(by).addAssignees({ ...parts(ref), assignees: [login] });
    },
    async unassign(by, ref, login) {
      await issues(by).removeAssignees({ ...parts(ref), assignees: [login] });
    },
    async comment(by, ref, body) {
      return (await issues(by).createComment({ ...parts(ref), body })).data.id;
    },
    async close(by, ref, state_reason) {
      await issues(by).update({ ...parts(ref), state: 'closed', state_reason });
    },
    pushConfig: (by, text) => github.commitFile(by, CONFIG.repo, CONFIG.path, text),
    async proposeConfig(by, title, content) {
      const { repo, path } = CONFIG;
      const number = await github.openPullRequest(by, repo, { title, branch: `${by}-config`, path, content });
      const { data } = await github.as(by).rest.pulls.get({ owner: 'acme', repo, pull_number: number });
      return { number, sha: data.head.sha };
    },
    async merge(by, pull_number) {
      await github.as(by).rest.pulls.merge({ owner: 'acme', repo: CONFIG.repo, pull_number });
    },
  };
}
