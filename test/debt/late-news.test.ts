/** What is told late, or not at all, ends in the ledger as if it had been told in time. */
import nock from 'nock';
import { expect, test } from 'vitest';
import { recordObservation } from '../../src/debt/facts.ts';
import { scopeSpells } from '../../src/debt/index.ts';
import { observeTold } from '../../src/debt/observe.ts';
import { settleReconcile } from '../../src/debt/reconcile.ts';
import { issueFacts } from '../../src/github/index.ts';
import { repositoryById } from '../../src/scope/index.ts';
import { api, type TestHouse } from '../queue/house.ts';
import { governedHouse, handle, issue, OPENED, repository } from './governed-house.ts';

async function running(house: TestHouse): Promise<number> {
  return (await scopeSpells(house.db, 7)).filter(({ end }) => end === null).length;
}

test('an issue that moved within the scope and is paid there stays paid when its move is told late', async () => {
  const house = await governedHouse();
  await handle(house, { action: 'opened', issue: issue(1) });
  const movedAt = '2026-01-06T09:00:00Z';
  const there = issue(3, { updated_at: movedAt });
  await handle(house, { action: 'opened', issue: there, repository: repository(8) });
  const paid = { ...there, state: 'closed', state_reason: 'completed', updated_at: '2026-01-08T09:00:00Z' };
  await handle(house, { action: 'closed', issue: paid, repository: repository(8) });
  house.moveTo(new Date('2026-01-08T10:00:00Z'));
  await handle(house, {
    action: 'transferred',
    issue: issue(1, { state: 'closed', updated_at: movedAt }),
    changes: { new_issue: there, new_repository: repository(8) },
  });
  expect(await running(house)).toBe(0);
  expect((await scopeSpells(house.db, 7)).map(({ outcome }) => outcome)).toContain('paid');
});

test('of two pictures of an issue at one instant the later one stands', async () => {
  const house = await governedHouse();
  const see = (state: string) =>
    house.db
      .transaction()
      .execute((trx) =>
        recordObservation(
          trx,
          { repositoryId: 7, issue: issueFacts(issue(1, { state })), entries: [], gone: null, paidBy: [] },
          ['tech-debt'],
        ),
      );
  await see('open');
  await see('closed');
  expect(await running(house)).toBe(0);
  await see('open');
  expect(await running(house)).toBe(1);
});

test('what moved in and was paid here is paid where its past is read from the history', async () => {
  const house = await governedHouse();
  const place = await repositoryById(house.db, 7);
  if (!place) throw new Error('there is no repository');
  const github = await house.github.installation(7);
  const paidAt = '2026-01-09T09:00:00Z';
  const facts = issueFacts(issue(1, { state: 'closed', state_reason: 'completed', updated_at: paidAt }));
  const now = { number: 1, state: 'closed', labels: ['tech-debt'] };
  const label = { name: 'tech-debt' };
  const past = [
    { id: 1, event: 'labeled', created_at: OPENED, label, issue: now },
    { id: 2, event: 'transferred', created_at: '2026-01-06T09:00:00Z', issue: now },
    { id: 3, event: 'closed', created_at: paidAt, state_reason: 'completed', issue: now },
  ];
  const observation = await observeTold(house, github, place, facts, ['tech-debt'], past);
  await house.db.transaction().execute((trx) => recordObservation(trx, observation, ['tech-debt']));
  expect(await scopeSpells(house.db, 7)).toMatchObject([{ end: new Date(paidAt), outcome: 'paid' }]);
});

const bare = { ...issue(1, { labels: [] }), repository_url: `${api}/repos/org7/api` };

test('a label that is deleted ends debt when GitHub tells of it, for that need not update the issue', async () => {
  const house = await governedHouse();
  await handle(house, { action: 'opened', issue: issue(1) });
  nock(api).get('/repos/org7/api/issues/1').reply(200, bare);
  house.moveTo(new Date('2026-02-20T15:00:00Z'));
  await handle(house, { action: 'unlabeled', issue: bare });
  expect(await scopeSpells(house.db, 7)).toMatchObject([{ end: house.clock(), outcome: 'relabelled' }]);
});

test('a label that was deleted without a word ends debt in the night in which that is seen', async () => {
  const house = await governedHouse();
  await handle(house, { action: 'opened', issue: issue(1) });
  nock(api).get('/repos/org7/api/issues').query(true).reply(200, []);
  nock(api).get('/repos/org7/api/issues/1').twice().reply(200, bare);
  const labelled = [{ id: 11, event: 'labeled', created_at: OPENED, label: { name: 'tech-debt' } }];
  nock(api).get('/repos/org7/api/issues/1/events').query(true).reply(200, labelled);
  house.moveTo(new Date('2026-02-21T03:00:00Z'));
  const { write } = await settleReconcile(house, 7);
  await house.db.transaction().execute(async (trx) => write?.(trx));
  expect(await scopeSpells(house.db, 7)).toMatchObject([{ end: house.clock(), outcome: 'relabelled' }]);
});
