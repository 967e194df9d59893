/** Every night the open debt of a repository is held against GitHub: by its list, not issue by issue. */
import { expect, test } from 'vitest';
import { begin, configFile } from '../end-to-end/story.ts';

const ISSUES = 150;

test('three issues of a hundred and fifty drifted: two pages of what is open, one of what was closed, and a look at those three', async () => {
  const acme = await begin();
  const pat = acme.as('pat');
  const titles = Array.from({ length: ISSUES }, (_, n) => `Debt ${n}`);
  const issues = await Promise.all(titles.map((title) => pat.opens('api', title)));
  await pat.configures('.github', configFile({ home: 'acme/infra', rotation: { cap: 1 } }));
  await acme.quiet();
  expect((await acme.dashboard('infra')).body).toContain(`| ${ISSUES} | 1 | ${ISSUES - 1} | 0 |`);

  const drifted = issues.slice(-3);
  const [closed, unlabelled, taken] = drifted;
  if (!closed || !unlabelled || !taken) throw new Error('there are fewer issues than three');
  acme.losesWebhooks();
  await pat.closes(closed);
  await pat.unlabels(unlabelled, 'tech-debt');
  await pat.assigns(taken, 'dee');
  await acme.github.settled();
  acme.hearsWebhooks();
  const before = acme.github.requests.length;
  await acme.travelTo('2026-01-06T03:00:00Z');
  const asked = acme.github.requests.slice(before).filter(({ by }) => by === 'paydown[bot]');
  const lists = asked.filter(({ method, path }) => method === 'GET' && path === '/repos/acme/api/issues');
  expect(lists).toHaveLength(3);
  const api = asked.filter(({ path }) => path.startsWith('/repos/acme/api/issues/'));
  const looked = new Set(api.map(({ path }) => Number(/\/issues\/(\d+)/.exec(path)?.[1])));
  expect(looked).toEqual(new Set(drifted.map(({ number }) => number)));
  expect(asked.length).toBeLessThan(25);
  const dashboard = await acme.dashboard('infra');
  expect(dashboard.body).toContain(`| ${ISSUES - 2} | 2 | ${ISSUES - 4} | 0 |`);
}, 240_000);
