import { expect, test } from 'vitest';
import { BEGINS, file, PROPOSED, told, withDebt } from './iteration-story.ts';

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

test('what a rotation exempts disturbs no iteration, whenever it is labelled', async () => {
  const infra = { name: 'infra', starts: '2026-01-05T09:00', every: '4 weeks', roster: ['ana', 'bo'] };
  const rotations = [{ ...infra, shield_except: ['bug'] }];
  const { acme } = await withDebt(['One', 'Two'], file({ rotations }));
  await acme.travelTo(PROPOSED);
  await acme.travelTo(BEGINS);
  const pat = acme.as('pat');
  await pat.opens('api', 'To who is on duty', { labels: ['bug'], assignees: ['ana'] });
  const crash = await pat.opens('api', 'Labelled later', { labels: [], assignees: ['bo'] });
  await pat.opens('api', 'Other work', { labels: [], assignees: ['bo'] });
  await acme.quiet();
  await pat.labels(crash, 'bug');
  await acme.quiet();
  await acme.travelTo('2026-01-26T08:00:05Z');
  expect((await acme.announcements('infra', 'heartbeat')).at(-1)).toContain(
    '1 issue of other work was assigned to people in an infra iteration.',
  );
});
