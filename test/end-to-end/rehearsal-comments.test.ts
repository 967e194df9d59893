/** What the check tells of comments that merging would post. */
import { expect, test } from 'vitest';
import { proposes } from './check-story.ts';
import { begin, configFile } from './story.ts';

test('the check counts the comments that tell of a coming shift and of a gap, and merging posts just those', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.travelTo('2026-01-10T09:00:00Z');
  const away = [{ login: 'cy', from: '2026-01-12', to: '2026-01-18' }];
  const after = configFile({ rotation: { on_duty: 3, notice: '3 days', away } });
  const { summary } = await proposes(acme, 'api', after);
  expect(summary).toContain('- 2 comments on the dashboard tell of shifts that come next.');
  const before = (await acme.announcements('api', 'handoff')).length;
  await acme.as('pat').configures('api', after);
  expect(await acme.announcements('api', 'handoff')).toHaveLength(before + 2);
  const again = await proposes(acme, 'api', `${after}\n# the same`);
  expect(again.summary).toContain('- No comment is posted.');
});

test('the check tells of a proposal for an iteration that merging opens at once', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  const iterations = { starts: '2026-01-08', every: '1 week', infra_every: 1 };
  const { summary } = await proposes(acme, 'api', configFile({ iterations }));
  expect(summary).toContain('its proposal is opened at once, and mentions the leads.');
  expect(await acme.everything('api')).not.toContain('<!-- paydown:iteration:');
  await acme.as('pat').configures('api', configFile({ iterations }));
  expect(await acme.everything('api')).toContain('<!-- paydown:iteration:');
  const later = await proposes(
    acme,
    'api',
    configFile({ iterations: { ...iterations, starts: '2026-02-12' } }),
  );
  expect(later.summary).toContain('The next iteration for infrastructure');
  expect(later.summary).not.toContain('opened at once');
});
