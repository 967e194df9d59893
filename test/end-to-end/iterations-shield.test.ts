import { expect, test } from 'vitest';
import { BEGINS, PROPOSED, told, withDebt } from './iteration-story.ts';

test('other work that people in an iteration are given is counted, and nobody is told of it on the issue', async () => {
  const { acme, debts } = await withDebt(['One', 'Two']);
  const work = { labels: ['bug'], assignees: ['ana'] };
  await acme.as('pat').opens('api', 'Before it begins', work);
  await acme.travelTo(PROPOSED);
  await acme.travelTo(BEGINS);
  expect(await told(acme)).toHaveLength(1);
  const crash = await acme.as('pat').opens('api', 'Crash', work);
  await acme.as('pat').opens('api', 'Not theirs', { labels: ['bug'], assignees: ['cy'] });
  const [one] = debts;
  if (one) await acme.as('pat').assigns(one, 'bo');
  expect(await acme.comments(crash)).toEqual([]);
  expect(await acme.owners(crash)).toEqual(['ana']);
  await acme.travelTo('2026-01-26T08:00:05Z');
  const report = (await acme.announcements('infra', 'heartbeat')).at(-1) ?? '';
  expect(report).toContain('1 issue of other work was assigned to people in an infra iteration.');
});
