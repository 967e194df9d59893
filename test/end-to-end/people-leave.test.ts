/** People leave the organisation, and issues and comments go: what they had begun has a way out. */
import { expect, test } from 'vitest';
import { decided, withAgreement } from './decisions-story.ts';
import { BEGINS, PROPOSED, proposal, told, withDebt } from './iteration-story.ts';
import { replies, say } from './replies.ts';
import { configFile, type IssueAt, type Story } from './story.ts';

const ACCEPT = '/debt accept until 2026-03-02 because the vendor ships a new parser in spring';

async function leaves(acme: Story, username: string): Promise<void> {
  await acme.github.as('pat').rest.orgs.removeMember({ org: 'acme', username });
  await acme.quiet();
}

test('whoever decided leaves, and whoever challenged: whoever leads by then answers, and whoever is the CEO by then rules', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  await say(acme, 'ana', parser, '/debt challenge because it costs us a day a week');
  await leaves(acme, 'ana');
  await leaves(acme, 'bo');
  const agreement = { engineering: ['cy'], product: ['pat'], ceo: 'dee' };
  await acme.as('pat').configures('api', configFile({ agreement }));
  await acme.quiet();
  expect(await acme.livingComment(parser)).toContain('**cy** answers by Mon 12 Jan 2026');
  await say(acme, 'pat', parser, '/appeal because customers leave');
  const before = (await replies(acme, parser)).length;
  await say(acme, 'bo', parser, '/debt undo');
  await say(acme, 'eve', parser, '/ruling overturn because I said so');
  const told = (await replies(acme, parser)).slice(before);
  expect(told).toEqual([
    expect.stringContaining('this is for whoever leads'),
    expect.stringContaining('this is for the CEO (**dee**)'),
  ]);
  await say(acme, 'dee', parser, '/ruling uphold because it is cheap to carry');
  expect(await acme.livingComment(parser)).toContain('An appeal against it was not granted: it stands.');
});

test('two rulings at once: the first holds; what Paydown said and somebody deleted is not said again', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  await say(acme, 'pat', parser, '/appeal because customers leave');
  const { issues } = acme.github.as('pat').rest;
  const at = { owner: 'acme', repo: 'api', issue_number: parser.number };
  const { data } = await issues.listComments({ ...at, per_page: 100 });
  const appeal = data.find(({ body }) => body?.startsWith('<!-- paydown:decision:'));
  await issues.deleteComment({ owner: 'acme', repo: 'api', comment_id: appeal?.id ?? 0 });
  await acme.as('pat').retitles(parser, 'Very old parser');
  expect(await decided(acme, parser)).toEqual([]);
  const eve = acme.github.as('eve').rest.issues;
  await Promise.all([
    eve.createComment({ ...at, body: '/ruling uphold because it is cheap' }),
    eve.createComment({ ...at, body: '/ruling overturn because it is dear' }),
  ]);
  const answers = await replies(acme, parser);
  expect(answers.filter((words) => words.includes('There is nothing to rule on here'))).toHaveLength(1);
  expect(answers.filter((words) => words.startsWith('The ruling: '))).toHaveLength(1);
  const stands = answers.some((words) => words.includes('The ruling: it stands'));
  expect(await acme.owners(parser)).toEqual(stands ? [] : ['ana']);
});

test('whoever left is given no debt of an iteration', async () => {
  const { acme, debts } = await withDebt(['One', 'Two', 'Three']);
  await acme.travelTo(PROPOSED);
  await leaves(acme, 'ana');
  await acme.travelTo(BEGINS);
  expect(await Promise.all(debts.map((debt: IssueAt) => acme.owners(debt)))).toEqual([['bo'], ['bo'], []]);
});

test('a proposal that was deleted is no plan', async () => {
  const { acme, debts } = await withDebt(['One']);
  await acme.travelTo(PROPOSED);
  await acme.as('pat').deletes({ repo: 'infra', number: (await proposal(acme)).number });
  await acme.quiet();
  await acme.travelTo(BEGINS);
  expect(await told(acme)).toEqual([]);
  expect(await Promise.all(debts.map((debt: IssueAt) => acme.owners(debt)))).toEqual([[]]);
  expect((await acme.dashboard('infra')).body).not.toContain('Infra iteration');
});
