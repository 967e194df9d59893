/** What fault tests act on: an organisation on the simulated GitHub, and what people see of it in the end. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type AppProcess, startProcess } from './app-process.ts';

const where = { owner: 'acme', repo: 'api' };

/** A weekly rotation of ana, bo and cy from Monday 5 January 2026, 09:00 UTC, one of them at a time. */
export const config = `version: 1
rotations:
  - {name: infra, starts: 2026-01-05T09:00, every: 1 week, cap: 500, roster: [ana, bo, cy]}
`;

export async function openAcme(): Promise<Sandbox> {
  const github = await startSandbox({
    seed: {
      organisation: 'acme',
      people: ['ana', 'bo', 'cy', 'pat'],
      repositories: [{ name: 'api', labels: ['tech-debt'] }],
    },
  });
  onTestFinished(() => github.close());
  return github;
}

/** An empty data folder that goes with the test. */
export async function emptyFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'paydown-faults-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await cp(inject('templateStore'), dataDir, { recursive: true });
  return dataDir;
}

export async function opensDebt(github: Sandbox, title: string): Promise<number> {
  const { data } = await github.as('pat').rest.issues.create({ ...where, title, labels: ['tech-debt'] });
  return data.number;
}

/** Starts the App; webhooks go to it from then on, where it has a door. */
export async function startApp(github: Sandbox, env: Record<string, string>): Promise<AppProcess> {
  const app = await startProcess(env);
  if (env.ROLE !== 'worker') github.deliverTo(`http://127.0.0.1:${app.port}/api/github/webhooks`);
  return app;
}

/** Everything that the bot did: the owners of each debt issue, and how often it said what of a kind. */
export type Seen = {
  readonly owners: readonly string[];
  readonly livingComments: readonly number[];
  readonly dashboards: number;
  readonly handoffs: number;
  readonly heartbeats: number;
};

export async function seen(github: Sandbox): Promise<Seen> {
  const { paginate, rest } = github.as('pat');
  const bot = `${github.credentials.slug}[bot]`;
  const all = await paginate(rest.issues.listForRepo, {
    ...where,
    state: 'all',
    direction: 'asc',
    per_page: 100,
  });
  const said = async (number: number, kind: string) => {
    const comments = await paginate(rest.issues.listComments, {
      ...where,
      issue_number: number,
      per_page: 100,
    });
    const begins = `<!-- paydown:${kind}:`;
    return comments.filter((one) => one.user?.login === bot && one.body?.startsWith(begins)).length;
  };
  const debts = all.filter((issue) => issue.user?.login !== bot);
  const dashboards = all.filter((issue) => issue.user?.login === bot);
  const onDashboards = async (kind: string) =>
    sum(await Promise.all(dashboards.map((one) => said(one.number, kind))));
  return {
    owners: debts.map((issue) => (issue.assignees ?? []).map(({ login }) => login).join('+')),
    livingComments: await Promise.all(debts.map((issue) => said(issue.number, 'debt'))),
    dashboards: dashboards.length,
    handoffs: await onDashboards('handoff'),
    heartbeats: await onDashboards('heartbeat'),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** Sends again whatever did not arrive, as the sweep would ask for within a quarter of an hour. */
export async function redeliverFailed(github: Sandbox): Promise<void> {
  await github.settled();
  const arrived = new Set(github.deliveries.filter(({ status }) => status === 202).map(({ guid }) => guid));
  const failed = github.deliveries.filter(({ guid }) => !arrived.has(guid));
  for (const guid of new Set(failed.map((delivery) => delivery.guid))) await github.redeliver(guid);
}

/** Whether a request changes something on GitHub. */
export function isWrite({ method, path }: { method: string; path: string }): boolean {
  return method !== 'GET' && path !== '/graphql';
}

/** What the bot changed on GitHub, in the order in which it was asked. */
export function writesOf(github: Sandbox) {
  const bot = `${github.credentials.slug}[bot]`;
  return github.requests
    .filter((request) => request.by === bot && isWrite(request))
    .toSorted((a, b) => a.began.getTime() - b.began.getTime());
}
