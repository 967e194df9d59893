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
  comment(by: string, ref: Ref, body: string): Promise<void>;
  close(by: string, ref: Ref, reason: 'completed' | 'not_planned'): Promise<void>;
  /** Pushes the config file to the default branch. @returns the commit's SHA */
  pushConfig(by: string, text: string): Promise<string>;
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
      await issues(by).createComment({ ...parts(ref), body });
    },
    async close(by, ref, state_reason) {
      await issues(by).update({ ...parts(ref), state: 'closed', state_reason });
    },
    pushConfig: (by, text) => github.commitFile(by, CONFIG.repo, CONFIG.path, text),
  };
}
