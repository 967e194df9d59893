/** What people write in is theirs; but what came from a repository that not everybody may see any more is taken out of it. */
import { expect, test } from 'vitest';
import { BEGINS, edits, milestoneOf, PROPOSED, proposal, told, withDebt } from './iteration-story.ts';
import type { IssueAt } from './story.ts';

test('a proposal loses what turned private, keeps what people made of it, and is read as they meant it', async () => {
  const { acme, debts } = await withDebt(['One', 'Two', 'Three', 'Four']);
  const [one, two, three, four] = debts as [IssueAt, IssueAt, IssueAt, IssueAt];
  await acme.travelTo(PROPOSED);
  await edits(acme, (body) =>
    body.replace(/- \[x\] (.*Two)/, '- [ ] $1').replace(/- \[x\] (.*Four)/, '- [x] $1, said *pat*'),
  );
  const before = await proposal(acme);
  await acme.as('pat').makes('web', 'private');
  await acme.quiet();
  const { body } = await proposal(acme);
  expect(body).not.toMatch(/Two|Four|web/);
  expect(body).toContain('- [ ] an issue in a repository that not everybody here can see (item 2)');
  expect(body).toContain('- [x] an issue in a repository that not everybody here can see (item 4)');
  const lines = (text: string) => text.split('\n').filter((line) => !/Two|Four|not everybody/.test(line));
  expect(lines(body)).toEqual(lines(before.body));
  await acme.travelTo(BEGINS);
  const milestones = await Promise.all([one, two, three, four].map((debt) => milestoneOf(acme, debt)));
  const name = 'Infra iteration 2026-01-19';
  expect(milestones).toEqual([name, null, name, name]);
  expect((await told(acme)).join('\n')).toContain('- Of what was proposed: 1 struck.');
  expect((await proposal(acme)).body).toBe(body);
  expect(await acme.everything('infra')).not.toMatch(/Two|Four/);
});
