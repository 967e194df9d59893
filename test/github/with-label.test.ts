import nock from 'nock';
import { expect, test } from 'vitest';
import { issue } from '../debt/governed-house.ts';
import { api, openHouse } from '../queue/house.ts';

test('a label with a comma is looked for among all issues: GitHub would take it for two', async () => {
  const house = await openHouse(new Date('2026-01-05T10:00:00Z'), [7]);
  const github = await house.github.installation(7);
  const place = { owner: 'org7', name: 'api' };
  const all = [issue(1, { labels: [{ name: 'Debt, old' }] }), issue(2, { labels: [{ name: 'debt' }] })];
  const list = () => nock(api).get('/repos/org7/api/issues');

  list()
    .query(({ labels }) => labels === undefined)
    .reply(200, all);
  expect((await github.openLabelled(place, 'debt, old')).map(({ number }) => number)).toEqual([1]);
  list()
    .query(({ labels }) => labels === 'debt')
    .reply(200, all.slice(1));
  expect((await github.openLabelled(place, 'debt')).map(({ number }) => number)).toEqual([2]);
});
