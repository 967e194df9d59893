/** What happens between the steps of an iteration: issues move, repositories are renamed, the file changes. */
import { expect, test } from 'vitest';
import {
  BEGINS,
  ENDS,
  file,
  milestoneOf,
  PROPOSED,
  proposal,
  proposals,
  told,
  withDebt,
} from './iteration-story.ts';
import { begin, type IssueAt } from './story.ts';

test('a file that comes less than a week before proposes what has been debt for long', async () => {
  const acme = await begin();
  await acme.as('pat').opens('api', 'One');
  await acme.as('pat').opens('web', 'Two');
  await acme.travelTo('2026-01-14T10:00:00Z');
  await acme.as('pat').configures('.github', file());
  await acme.quiet();
  const { body } = await proposal(acme);
  expect(body).toContain(' One');
  expect(body).toContain(' Two');
});

test('what is proposed stays in the list when its repository is renamed', async () => {
  const { acme, debts } = await withDebt(['One', 'Two']);
  const [one] = debts as [IssueAt];
  await acme.travelTo(PROPOSED);
  await acme.github.as('pat').rest.repos.update({ owner: 'acme', repo: 'api', name: 'backend' });
  await acme.quiet();
  await acme.travelTo(BEGINS);
  expect(await acme.owners({ repo: 'backend', number: one.number })).toEqual(['ana']);
  const { number } = await proposal(acme);
  expect(await acme.comments({ repo: 'infra', number })).toEqual([]);
  expect((await told(acme))[0]).not.toContain('Of what was proposed');
});

test('what is proposed stays in the list when it moves within the scope', async () => {
  const { acme, debts } = await withDebt(['One', 'Two']);
  const [one] = debts as [IssueAt];
  await acme.travelTo(PROPOSED);
  const moved = await acme.as('pat').transfers(one, 'web');
  await acme.quiet();
  await acme.travelTo(BEGINS);
  expect(await acme.owners(moved)).toEqual(['ana']);
  expect(await milestoneOf(acme, moved)).toBe('Infra iteration 2026-01-19');
  expect((await told(acme))[0]).not.toContain('Of what was proposed');
});

test('a file that comes in the middle of an iteration begins with the next, also after one that runs', async () => {
  const { acme } = await withDebt(['One', 'Two', 'Three', 'Four']);
  await acme.travelTo(PROPOSED);
  await acme.travelTo(BEGINS);
  await acme.travelTo('2026-01-28T10:00:00Z');
  await acme.as('pat').configures('.github', file({ iterations: { starts: '2026-01-26', infra_every: 1 } }));
  await acme.quiet();
  await acme.travelTo(ENDS);
  expect((await told(acme)).map((body) => body.split('\n')[0])).toEqual([
    '<!-- paydown:iteration:2026-01-19/begins -->',
    '<!-- paydown:iteration:2026-01-19/ends -->',
  ]);
  expect((await proposals(acme)).find(({ state }) => state === 'open')?.body).toContain(
    '**Infra iteration 2026-02-09** begins on',
  );
});

test('a milestone is due on the last day, also where the clocks were changed on that day', async () => {
  const iterations = { starts: '2026-03-02' };
  const config = file({ iterations, working_hours: { from: '00:00', to: '08:00' } });
  const acme = await begin({ at: '2026-03-06T10:00:00Z', configs: { '.github': config } });
  await acme.as('pat').opens('api', 'One');
  await acme.quiet();
  await acme.travelTo('2026-03-08T23:00:05Z');
  await acme.travelTo('2026-03-15T23:00:05Z');
  const { issues } = acme.github.as('pat').rest;
  const { data } = await issues.listMilestones({ owner: 'acme', repo: 'api' });
  expect(data.map(({ due_on, description }) => [due_on?.slice(0, 10), description])).toEqual([
    ['2026-03-29', 'Given to infrastructure, from Mon 16 Mar 2026 to Sun 29 Mar 2026.'],
  ]);
});
