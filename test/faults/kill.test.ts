import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type AppProcess, environmentOf, startProcess } from './app-process.ts';

const config = `version: 1
rotations:
  - {name: infra, starts: 2020-01-06T09:00, every: 1 week, on_duty: 2, cap: 20, roster: [ana, bo, cy]}
`;

const KILLS = 5;
const ISSUES = 10;

async function stage(): Promise<{ github: Sandbox; env: Record<string, string> }> {
  const github = await startSandbox({
    seed: {
      organisation: 'acme',
      people: ['ana', 'bo', 'cy', 'pat'],
      repositories: [{ name: 'api', labels: ['tech-debt'] }],
    },
  });
  onTestFinished(() => github.close());
  const dataDir = await mkdtemp(join(tmpdir(), 'paydown-kill-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await cp(inject('templateStore'), dataDir, { recursive: true });
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  return { github, env: environmentOf(github, dataDir) };
}

async function begin(github: Sandbox, env: Record<string, string>): Promise<AppProcess> {
  const app = await startProcess(env);
  github.deliverTo(`http://127.0.0.1:${app.port}/api/github/webhooks`);
  return app;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What everybody sees of the debt issues: who owns each, and how many living comments it has. */
async function debtOf(github: Sandbox): Promise<{ owners: number; comments: number }[]> {
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

const settledWell = Array.from({ length: ISSUES }, () => ({ owners: 1, comments: 1 }));

test('killed five times while ten issues arrive, each ends with one assignee and one living comment', async () => {
  const { github, env } = await stage();
  let app = await begin(github, env);
  const arrivals = (async () => {
    for (let n = 1; n <= ISSUES; n += 1) {
      const issue = { owner: 'acme', repo: 'api', title: `Debt ${n}`, labels: ['tech-debt'] };
      await github.as('pat').rest.issues.create(issue);
      await pause(150);
    }
  })();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(50 + Math.random() * 600);
    await app.kill('SIGKILL');
    app = await begin(github, env);
  }
  await arrivals;
  await expect.poll(() => debtOf(github), { timeout: 20_000, interval: 250 }).toEqual(settledWell);
  // It stays so: nothing is done a second time.
  await pause(1500);
  expect(await debtOf(github)).toEqual(settledWell);
  expect(await app.kill('SIGTERM')).toBe(0);
}, 90_000);

test('a second process on the same folder says so and stops', async () => {
  const { github, env } = await stage();
  const app = await begin(github, env);
  await expect(startProcess(env)).rejects.toThrow(/is in use by another Paydown process.*DATA_DIR/);
  expect(await app.kill('SIGTERM')).toBe(0);
});
