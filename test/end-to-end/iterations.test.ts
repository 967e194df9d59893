/** Every n-th iteration is given to infrastructure: proposed, begun, burnt down, and ended. */
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { begin, type IssueAt, type Story } from './story.ts';

/** Weekly iterations from Monday 5 January 2026, 09:00 in Berlin; every second is given to infrastructure. */
function file(changes: { iterations?: object; [key: string]: unknown } = {}): string {
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
const PROPOSED = '2026-01-12T08:00:05Z';
const BEGINS = '2026-01-19T08:00:05Z';
const ENDS = '2026-02-02T08:00:05Z';

async function withDebt(
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

async function proposals(acme: Story): Promise<Proposal[]> {
  await acme.quiet();
  const all = { owner: 'acme', repo: 'infra', state: 'all', per_page: 100 } as const;
  const { data } = await acme.github.as('pat').rest.issues.listForRepo(all);
  return data
    .filter(({ body }) => body?.startsWith('<!-- paydown:iteration:'))
    .map(({ number, body, state }) => ({ number, body: body ?? '', state }));
}

async function proposal(acme: Story): Promise<Proposal> {
  const [only, ...more] = await proposals(acme);
  if (!only || more.length > 0) throw new Error(`there are ${more.length + (only ? 1 : 0)} proposals`);
  return only;
}

async function edits(acme: Story, change: (body: string) => string): Promise<void> {
  const { number, body } = await proposal(acme);
  const issue = { owner: 'acme', repo: 'infra', issue_number: number };
  await acme.github.as('pat').rest.issues.update({ ...issue, body: change(body) });
  await acme.quiet();
}

async function milestones(acme: Story, repo: string): Promise<string[]> {
  await acme.quiet();
  const { data } = await acme.github
    .as('pat')
    .rest.issues.listMilestones({ owner: 'acme', repo, state: 'all' });
  return data.map(({ title, state }) => `${title}: ${state}`);
}

async function milestoneOf(acme: Story, { repo, number }: IssueAt): Promise<string | null> {
  await acme.quiet();
  const { data } = await acme.github.as('pat').rest.issues.get({ owner: 'acme', repo, issue_number: number });
  return data.milestone?.title ?? null;
}

/** What the dashboard was told of iterations. */
async function told(acme: Story): Promise<string[]> {
  const all = (await acme.dashboards('infra')).map(({ number }) => acme.comments({ repo: 'infra', number }));
  return (await Promise.all(all))
    .flat()
    .map(({ body }) => body)
    .filter((body) => body.startsWith('<!-- paydown:iteration:'));
}

/** As one reads it: links by their text. */
const plain = (body: string) => body.replaceAll(/\[([^\]]+)\]\(\S+\)/g, '$1');

test('a week before, what fits is proposed to the leads; at the start it is spread over the roster', async () => {
  const { acme, debts } = await withDebt(['One', 'Two', 'Three', 'Four', 'Five']);
  expect(await proposals(acme)).toEqual([]);
  await acme.travelTo('2026-01-12T07:59:00Z');
  expect(await proposals(acme)).toEqual([]);
  await acme.travelTo(PROPOSED);
  const { body } = await proposal(acme);
  expect(plain(body)).toContain(
    '@pat: **Infra iteration 2026-01-19** begins on Mon 19 Jan 2026, 09:00 (Europe/Berlin) and ends on Mon 2 Feb 2026, 09:00 (Europe/Berlin).',
  );
  expect(plain(body)).toContain(
    [
      '- [x] acme/api#1 One',
      '- [x] acme/web#1 Two',
      '- [x] acme/api#2 Three',
      '- [x] acme/web#2 Four',
      '',
    ].join('\n'),
  );
  expect(body).not.toContain('Five');
  expect((await acme.dashboard('infra')).body).toContain('**Infra iteration 2026-01-19** is proposed');
  expect(await Promise.all(debts.map((debt) => acme.owners(debt)))).toEqual([[], [], [], [], []]);

  await Promise.all([acme.travelTo(BEGINS), acme.app.tick(), acme.app.tick()]);
  expect(await Promise.all(debts.map((debt) => acme.owners(debt)))).toEqual([
    ['ana'],
    ['bo'],
    ['ana'],
    ['bo'],
    [],
  ]);
  expect(await milestones(acme, 'api')).toEqual(['Infra iteration 2026-01-19: open']);
  expect(await milestones(acme, 'web')).toEqual(['Infra iteration 2026-01-19: open']);
  expect(await milestones(acme, 'infra')).toEqual([]);
});
