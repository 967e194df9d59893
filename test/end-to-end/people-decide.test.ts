import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

test('an issue that a person gave to somebody is left alone, without a word', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser', {
    labels: ['tech-debt'],
    assignees: ['dee'],
  });
  expect(await acme.owners(parser)).toEqual(['dee']);
  expect(await acme.comments(parser)).toEqual([]);
  expect((await acme.dashboard('api')).body).toContain('| 1 | 1 | 0 | 0 |');
});

test('a person who reassigns decides: nobody is put back, then or at the handoff', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await pat.assigns(parser, 'dee');
  await pat.unassigns(parser, 'ana');
  expect(await acme.owners(parser)).toEqual(['dee']);
  expect(await acme.livingComment(parser)).toContain('**dee** owns this debt, as a person decided.');

  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['dee']);
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('a person who unassigns is respected until the next handoff', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await pat.unassigns(parser, 'ana');
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.livingComment(parser)).toContain(
    'Paydown leaves it alone until the next handoff, Mon 12 Jan 2026, 09:00 (Europe/Berlin)',
  );
  await pat.retitles(parser, 'Very old parser');
  expect(await acme.owners(parser)).toEqual([]);
  expect((await acme.dashboard('api')).body).toContain('| 1 | 0 | 0 | 1 |');

  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('whoever has the fewest open debt issues is next, whoever assigned them, in the whole scope', async () => {
  const config = configFile({ home: 'acme/infra', rotation: { on_duty: 2 } });
  const acme = await begin({ configs: { '.github': config } });
  const pat = acme.as('pat');
  const own = { labels: ['tech-debt'], assignees: ['ana'] };
  const chosen = await pat.opens('web', 'Chosen by a person', own);
  expect(await acme.comments(chosen)).toEqual([]);
  const first = await pat.opens('api', 'First');
  expect(await acme.owners(first)).toEqual(['bo']);
  const second = await pat.opens('api', 'Second');
  expect(await acme.owners(second)).toEqual(['ana']);
});

test('past the cap debt waits in the queue, and the oldest gets the first room', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { on_duty: 2, cap: 1 } }) } });
  const pat = acme.as('pat');
  const first = await pat.opens('api', 'First');
  expect(await acme.owners(first)).toEqual(['ana']);
  const second = await pat.opens('api', 'Second');
  expect(await acme.owners(second)).toEqual(['bo']);
  await acme.travelTo('2026-01-05T11:00:00Z');
  const third = await pat.opens('api', 'Third');
  await acme.travelTo('2026-01-05T12:00:00Z');
  const fourth = await pat.opens('api', 'Fourth');
  expect([await acme.owners(third), await acme.owners(fourth)]).toEqual([[], []]);
  expect(await acme.comments(third)).toEqual([]);
  const { body } = await acme.dashboard('api');
  expect(body).toContain('| 4 | 2 | 2 | 0 |');
  expect(body.indexOf('Third')).toBeGreaterThan(body.indexOf('Waiting for an owner'));
  expect(body.indexOf('Fourth')).toBeGreaterThan(body.indexOf('Third'));

  await pat.closes(second);
  expect([await acme.owners(third), await acme.owners(fourth)]).toEqual([['bo'], []]);
  await pat.unlabels(first, 'tech-debt');
  expect(await acme.owners(fourth)).toEqual(['ana']);
});

test('whoever says on GitHub that they are busy gets nothing new', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { on_duty: 2 } }) } });
  acme.github.setStatus('ana', 'busy');
  const first = await acme.as('pat').opens('api', 'First');
  const second = await acme.as('pat').opens('api', 'Second');
  expect([await acme.owners(first), await acme.owners(second)]).toEqual([['bo'], ['bo']]);
});
