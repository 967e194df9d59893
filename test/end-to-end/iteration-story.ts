/** The words of stories about iterations that are given to infrastructure. */
import { stringify } from 'yaml';
import { begin, type IssueAt, type Story } from './story.ts';

/** Iterations of two weeks from Monday 5 January 2026, 09:00 in Berlin; every second is given to infrastructure. */
export function file(changes: { iterations?: object; [key: string]: unknown } = {}): string {
  const { iterations, ...rest } = changes;
  const every = {
    starts: '2026-01-05',
    every: '2 weeks',
    infra_every: 2,
    capacity: 2,
    roster: ['ana', 'bo'],
  };
  return stringify({
    ...{ version: 1, timezone: 'Europe/Berlin', home: 'acme/infra' },
    ...{ agreement: { engineering: ['pat'], ceo: 'dee' } },
    iterations: { ...every, ...iterations },
    ...rest,
  });
}

/** A week before the second iteration, its beginning, and its end. */
export const PROPOSED = '2026-01-12T08:00:05Z';
export const BEGINS = '2026-01-19T08:00:05Z';
export const ENDS = '2026-02-02T08:00:05Z';

export async function withDebt(
  titles: readonly string[],
  config = file(),
): Promise<{ acme: Story; debts: IssueAt[] }> {
  const acme = await begin({ configs: { '.github': config } });
  const debts: IssueAt[] = [];
  for (const [index, title] of titles.entries()) {
    const repo = index % 2 === 0 ? 'api' : 'web';
    acme.leapTo(new Date(acme.now().getTime() + 60_000).toISOString());
    debts.push(await acme.as('pat').opens(repo, title));
  }
  await acme.quiet();
  return { acme, debts };
}

type Proposal = { readonly number: number; readonly body: string; readonly state: string };

export async function proposals(acme: Story): Promise<Proposal[]> {
  await acme.quiet();
  const all = { owner: 'acme', repo: 'infra', state: 'all', per_page: 100 } as const;
  const { data } = await acme.github.as('pat').rest.issues.listForRepo(all);
  return data
    .filter(({ body }) => body?.startsWith('<!-- paydown:iteration:'))
    .map(({ number, body, state }) => ({ number, body: body ?? '', state }));
}

export async function proposal(acme: Story): Promise<Proposal> {
  const [only, ...more] = await proposals(acme);
  if (!only || more.length > 0) throw new Error(`there are ${more.length + (only ? 1 : 0)} proposals`);
  return only;
}

export async function edits(acme: Story, change: (body: string) => string): Promise<void> {
  const { number, body } = await proposal(acme);
  const issue = { owner: 'acme', repo: 'infra', issue_number: number };
  await acme.github.as('pat').rest.issues.update({ ...issue, body: change(body) });
  await acme.quiet();
}

export async function milestones(acme: Story, repo: string): Promise<string[]> {
  await acme.quiet();
  const { data } = await acme.github
    .as('pat')
    .rest.issues.listMilestones({ owner: 'acme', repo, state: 'all' });
  return data.map(({ title, state }) => `${title}: ${state}`);
}

export async function milestoneOf(acme: Story, { repo, number }: IssueAt): Promise<string | null> {
  await acme.quiet();
  const { data } = await acme.github.as('pat').rest.issues.get({ owner: 'acme', repo, issue_number: number });
  return data.milestone?.title ?? null;
}

/** What the dashboard was told of iterations. */
export async function told(acme: Story): Promise<string[]> {
  const all = (await acme.dashboards('infra')).map(({ number }) => acme.comments({ repo: 'infra', number }));
  return (await Promise.all(all))
    .flat()
    .map(({ body }) => body)
    .filter((body) => body.startsWith('<!-- paydown:iteration:'));
}

/** As one reads it: links by their text. */
export const plain = (body: string) => body.replaceAll(/\[([^\]]+)\]\(\S+\)/g, '$1');
