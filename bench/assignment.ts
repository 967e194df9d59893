import type { Sandbox } from '../src/sandbox/index.ts';
import { type Benchmark, median, pause } from './benchmark.ts';
import { openSandbox } from './sandbox.ts';
import { emptyFolder, type Served, startApp, startBareProbot, variablesOf } from './served.ts';

/** For everything that an assignment brings with it to calm down, in milliseconds. */
const CALM = 400;
/** An assignment that takes longer is not going to happen, in milliseconds. */
const PATIENCE = 10_000;

/** From the label to the assignment, one issue at a time, on a system that is idle otherwise. */
export const assignment: Benchmark = {
  name: 'assignment',
  async measure({ length, cleanup }) {
    const issues = length === 'quick' ? 5 : 30;
    const github = await openSandbox(cleanup);
    const baseline = await startBareProbot(github, cleanup);
    const direct = await medianOf(github, baseline, issues);
    await baseline.end('SIGTERM');
    const env = { ...variablesOf(github), DATA_DIR: await emptyFolder(cleanup) };
    const measured = await medianOf(github, await startApp(env, cleanup), issues);
    return [
      {
        what: 'from label to assignment, median',
        unit: 'ms',
        measured,
        baseline: { what: 'bare Probot that assigns', value: direct },
        goal: { kind: 'below', value: 1000 },
      },
    ];
  },
};

async function medianOf(github: Sandbox, served: Served, issues: number): Promise<number> {
  github.deliverTo(served.webhooks);
  const times: number[] = [];
  for (let n = 0; n < issues; n += 1) {
    times.push(await fromLabelToAssignment(github));
    await github.settled();
    await pause(CALM);
  }
  return median(times);
}

async function fromLabelToAssignment(github: Sandbox): Promise<number> {
  const where = { owner: 'acme', repo: 'api' };
  const pat = github.as('pat').rest.issues;
  const { data: issue } = await pat.create({ ...where, title: 'Old parser' });
  await github.settled();
  const path = `/repos/acme/api/issues/${issue.number}/assignees`;
  const isAssigned = () => github.requests.some((one) => one.method === 'POST' && one.path === path);
  const began = performance.now();
  await pat.addLabels({ ...where, issue_number: issue.number, labels: ['tech-debt'] });
  while (!isAssigned()) {
    if (performance.now() - began > PATIENCE) throw new Error('a labelled issue was not assigned');
    await pause(1);
  }
  return performance.now() - began;
}
