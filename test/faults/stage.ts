/** A simulated GitHub and a data folder for an App that runs as a process of its own. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type AppProcess, environmentOf, startProcess } from './app-process.ts';

const config = `version: 1
rotations:
  - {name: infra, starts: 2020-01-06T09:00, every: 1 week, on_duty: 2, cap: 20, roster: [ana, bo, cy]}
`;

export async function stage(): Promise<{ github: Sandbox; env: Record<string, string> }> {
  const github = await startSandbox({
    seed: {
      organisation: 'acme',
      people: ['ana', 'bo', 'cy', 'pat'],
      repositories: [{ name: 'api', labels: ['tech-debt'] }],
    },
  });
  onTestFinished(() => github.close());
  const dataDir = await mkdtemp(join(tmpdir(), 'paydown-process-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await cp(inject('templateStore'), dataDir, { recursive: true });
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  return { github, env: environmentOf(github, dataDir) };
}

/** Starts the App, to which GitHub delivers from now on. */
export async function begin(github: Sandbox, env: Record<string, string>): Promise<AppProcess> {
  const app = await startProcess(env);
  github.deliverTo(`http://127.0.0.1:${app.port}/api/github/webhooks`);
  return app;
}

/** What everybody sees of the debt issues: who owns each, and how many living comments it has. */
export async function debtOf(github: Sandbox): Promise<{ owners: number; comments: number }[]> {
  const pat = github.as('pat').rest.issues;
  const where = { owner: 'acme', repo: 'api' };
  const { data } = await pat.listForRepo({ ...where, labels: 'tech-debt', per_page: 100 });
  return Promise.all(
    data.map(async (issue) => {
      const comments = await pat.listComments({ ...where, issue_number: issue.number });
      const living = comments.data.filter((comment) => comment.body?.startsWith('<!-- paydown:debt:'));
      return { owners: issue.assignees?.length ?? 0, comments: living.length };
    }),
  );
}
