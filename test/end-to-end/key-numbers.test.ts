/** Stories of the numbers behind a report: by themselves, by repository, by area. */
import { expect, test } from 'vitest';
import type { SandboxSeed } from '../../src/sandbox/index.ts';
import { begin, configFile } from './story.ts';

const labels = ['tech-debt', 'area/db', 'area/secret'];

const seed: SandboxSeed = {
  organisation: 'acme',
  people: ['ana', 'bo', 'cy', 'pat'],
  repositories: [
    { name: '.github' },
    { name: 'api', labels },
    { name: 'web', labels },
    { name: 'vault', visibility: 'private', labels },
  ],
};

test('the details give each number with what to hold it against, by repository and by area', async () => {
  const rotation = { cap: 1 };
  const config = configFile({ home: 'acme/api', rotation });
  const acme = await begin({ seed, configs: { '.github': config } });
  const pat = acme.as('pat');
  const first = await pat.opens('api', 'First', { labels: ['tech-debt', 'area/db'] });
  await pat.opens('web', 'Second', { labels: ['tech-debt', 'Area/db'] });
  await pat.opens('vault', 'Third', { labels: ['tech-debt', 'area/secret'] });
  await acme.travelTo('2026-01-12T08:00:05Z');
  await acme.travelTo('2026-01-15T10:00:00Z');
  await pat.closes(first);
  await acme.quiet();
  await pat.opens('web', 'Fourth');
  await pat.opens('web', 'Fifth');
  await acme.travelTo('2026-01-19T08:00:05Z');
  const [, told = ''] = await acme.announcements('api', 'heartbeat');
  expect(told.slice(0, told.indexOf('<details>')).trim().split('\n').length).toBeLessThanOrEqual(12);
  const rows = told
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| --'))
    .map((line) => line.replaceAll(/ +/g, ' '));
  expect(rows.slice(0, 8)).toEqual([
    '| Key numbers | This week | Week before | Mean of four weeks |',
    '| Open | 4 | 3 | 3.5 |',
    '| Came in | 2 | 3 | 2.5 |',
    '| Paid | 1 | 0 | 0.5 |',
    '| Declined | 0 | 0 | 0 |',
    '| Lost the label | 0 | 0 | 0 |',
    '| Deleted or moved | 0 | 0 | 0 |',
    '| Net | +1 | +3 | +2 |',
  ]);
  expect(told).toMatch(/- Age of open debt: half at most 8\.\d days, nine in ten at most 13\.\d/);
  expect(told).toMatch(/- Days to pay, over what was paid in thirteen weeks: half at most 10(\.\d)? days/);
  expect(told).toContain('- Room left under the caps: 0; waiting for room: 3');
  expect(rows).toContain('| acme/web | 3 | 2 | 0 | 0 | +2 | too early to say |');
  expect(rows).toContain('| acme/api | 0 | 0 | 1 | 0 | −1 | too early to say |');
  expect(rows).toContain('| 1 repository that not everybody here can see | 1 | 0 | 0 | 0 | 0 | |');
  expect(rows).toContain('| db | 1 | 0 | 1 | 0 | −1 | too early to say |');
  expect(told).not.toMatch(/vault|secret|Third/);
});

test('a week in which debt was labelled in bulk is named beside the trend', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  await acme.travelTo('2026-01-07T10:00:00Z');
  for (let n = 1; n <= 10; n += 1) await pat.opens('api', `Found ${n}`);
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [told = ''] = await acme.announcements('api', 'heartbeat');
  expect(told).toContain(
    'First week of the ledger: 10 debt issues open. In 2026-W02, 10 issues became debt within one hour: that may be labelling, not growth.',
  );
});
