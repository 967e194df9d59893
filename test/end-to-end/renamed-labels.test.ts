/** The labels that rotations name stay the same labels when somebody renames them on GitHub. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

async function makes(acme: Story, repo: string, ...names: string[]): Promise<void> {
  const { issues } = acme.github.as('pat').rest;
  for (const name of names) await issues.createLabel({ owner: 'acme', repo, name });
}

async function renames(acme: Story, from: string, to: string): Promise<void> {
  const { issues } = acme.github.as('pat').rest;
  await issues.updateLabel({ owner: 'acme', repo: 'api', name: from, new_name: to });
  await acme.quiet();
}

const weekly = { starts: '2026-01-05T09:00', every: '1 week' };
const rotations = [
  { name: 'data', ...weekly, roster: ['dee', 'cy'], labels: ['area/db'] },
  { name: 'infra', ...weekly, roster: ['ana', 'bo'] },
];

test('a rotation serves what carries its label also under the name that the label was given since, in that repository alone', async () => {
  const acme = await begin({ configs: { '.github': configFile({ home: 'acme/infra', rotations }) } });
  const pat = acme.as('pat');
  await makes(acme, 'api', 'area/db');
  await makes(acme, 'web', 'area/data');
  const before = await pat.opens('api', 'Old schema', { labels: ['tech-debt', 'area/db'] });
  expect(await acme.owners(before)).toEqual(['dee']);
  await renames(acme, 'area/db', 'area/data');
  const after = await pat.opens('api', 'Older schema', { labels: ['tech-debt', 'area/data'] });
  expect(await acme.owners(after)).toEqual(['dee']);
  const elsewhere = await pat.opens('web', 'Charts', { labels: ['tech-debt', 'area/data'] });
  expect(await acme.owners(elsewhere)).toEqual(['ana']);

  await acme.travelTo('2026-01-12T08:00:05Z');
  expect([await acme.owners(before), await acme.owners(after)]).toEqual([['cy'], ['cy']]);
  expect(await acme.owners(elsewhere)).toEqual(['bo']);
});

test('a file that names the label by its new name serves what was labelled before as well', async () => {
  const acme = await begin({ configs: { api: configFile({ rotations }) } });
  const pat = acme.as('pat');
  await makes(acme, 'api', 'area/db');
  const before = await pat.opens('api', 'Old schema', { labels: ['tech-debt', 'area/db'] });
  expect(await acme.owners(before)).toEqual(['dee']);
  await renames(acme, 'area/db', 'area/data');
  const [data, infra] = rotations;
  await pat.configures('api', configFile({ rotations: [{ ...data, labels: ['area/data'] }, infra] }));
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(before)).toEqual(['cy']);
});

test('work that is exempt from the shield stays so when its label is renamed', async () => {
  const rotation = { shield: 'advise', shield_except: ['incident'] };
  const acme = await begin({ configs: { api: configFile({ rotation }) } });
  const pat = acme.as('pat');
  await makes(acme, 'api', 'incident');
  await renames(acme, 'incident', 'outage');
  const outage = await pat.opens('api', 'All is down', { labels: ['outage'] });
  await pat.assigns(outage, 'ana');
  expect(await acme.comments(outage)).toEqual([]);
  const feature = await pat.opens('api', 'A feature', { labels: ['bug'] });
  await pat.assigns(feature, 'ana');
  expect(await acme.comments(feature)).toHaveLength(1);
});
