/** What the people of acme do, week by week. */
import { LABEL, parts, type Ref } from '../src/sandbox/demo/eyes.ts';
import { gatherPeople } from '../src/sandbox/demo/people.ts';
import type { Stage } from '../src/sandbox/demo/stage.ts';
import type { Debt } from './backlog.ts';

const TEAM = ['ana', 'bo', 'cy', 'dee'] as const;

/** Somebody fills in the tech-debt issue form. @returns the issue's short name */
export async function putOff(stage: Stage, [repo, area, title, effort, cost]: Debt, n: number): Promise<Ref> {
  const { issues } = stage.github.as(nth(n)).rest;
  const body = `### Effort to fix\n\n${effort}\n\n### Cost of leaving it, per week\n\n${cost}\n`;
  const labels = [LABEL, `area/${area}`];
  const { data } = await issues.create({ owner: 'acme', repo, title, body, labels });
  return `${repo}#${data.number}`;
}

/** Whoever is assigned closes it as completed, else anybody. */
export async function pay(stage: Stage, ref: Ref, n: number): Promise<void> {
  const { data } = await stage.github.as('pat').rest.issues.get(parts(ref));
  await gatherPeople(stage.github).close(data.assignees?.[0]?.login ?? nth(n), ref, 'completed');
  await stage.quiet();
}

/** A feature is wished for and built. */
export async function build(stage: Stage, n: number): Promise<void> {
  const people = gatherPeople(stage.github);
  await people.close(nth(n), await people.open('pat', 'web', `Feature ${n}`, []), 'completed');
}

/** The App comes, and finds its config file. */
export async function install(stage: Stage, config: string): Promise<void> {
  await stage.startApp();
  await stage.github.changeInstallation('lee', 'created');
  await stage.quiet();
  await configure(stage, config);
}

export async function configure(stage: Stage, config: string): Promise<void> {
  await gatherPeople(stage.github).pushConfig('lee', config);
  await stage.quiet();
}

function nth(n: number): string {
  return TEAM[n % TEAM.length] ?? TEAM[0];
}
