import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

const FIRST_HANDOFF = '2026-01-12T08:00:05Z';

const weekly = { starts: '2026-01-05T09:00', every: '1 week' };

test('each of several rotations serves its own debt: by repository, by label, and the last one the rest', async () => {
  const rotations = [
    { name: 'database', ...weekly, roster: ['cy', 'dee'], labels: ['area/db'] },
    { name: 'web', ...weekly, roster: ['pat'], repositories: ['w*'] },
    { name: 'infra', ...weekly, roster: ['ana', 'bo'] },
  ];
  const acme = await begin({ configs: { '.github': configFile({ home: 'acme/infra', rotations }) } });
  const pat = acme.as('pat');
  const slow = await pat.opens('web', 'Slow query', { labels: ['tech-debt', 'area/db'] });
  const css = await pat.opens('web', 'Old CSS');
  const build = await pat.opens('api', 'Slow build');

  expect(await acme.owners(slow)).toEqual(['cy']);
  expect(await acme.owners(css)).toEqual(['pat']);
  expect(await acme.owners(build)).toEqual(['ana']);
  expect(await acme.livingComment(slow)).toContain('on duty in database');
  const { body } = await acme.dashboard('infra');
  for (const duty of ['in database: **cy**', 'in web: **pat**', 'in infra: **ana**'])
    expect(body).toContain(duty);

  await acme.travelTo(FIRST_HANDOFF);
  expect(await acme.owners(slow)).toEqual(['dee']);
  expect(await acme.owners(css)).toEqual(['pat']);
  expect(await acme.owners(build)).toEqual(['bo']);
  const told = (await acme.announcements('infra', 'handoff')).join('\n');
  for (const person of ['@dee', '@bo']) expect(told).toContain(`${person} is on duty until`);
});

test('whoever is on duty in two rotations has one load, and each rotation keeps to its cap', async () => {
  const rotations = [
    { name: 'database', ...weekly, roster: ['ana'], labels: ['area/db'], cap: 2 },
    { name: 'infra', ...weekly, roster: ['ana', 'bo'], on_duty: 2, cap: 3 },
  ];
  const acme = await begin({ configs: { api: configFile({ rotations }) } });
  const pat = acme.as('pat');
  const first = await pat.opens('api', 'Query 1', { labels: ['tech-debt', 'area/db'] });
  const second = await pat.opens('api', 'Query 2', { labels: ['tech-debt', 'area/db'] });
  expect([await acme.owners(first), await acme.owners(second)]).toEqual([['ana'], ['ana']]);
  const third = await pat.opens('api', 'Query 3', { labels: ['tech-debt', 'area/db'] });
  const build = await pat.opens('api', 'Slow build');
  expect(await acme.owners(third)).toEqual([]);
  expect(await acme.owners(build)).toEqual(['bo']);
});

test('debt that no rotation wants is counted and nobody is assigned, until it gets the label that one wants', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { labels: ['area/db'] } }) } });
  const pat = acme.as('pat');
  const issue = await pat.opens('api', 'Nobody wants me');
  expect(await acme.owners(issue)).toEqual([]);
  expect(await acme.livingComment(issue)).toBeUndefined();
  expect((await acme.dashboard('api')).body).toContain('| 1 | 0 | 1 | 0 |');
  await pat.labels(issue, 'area/db');
  expect(await acme.owners(issue)).toEqual(['ana']);
});

test('debt that no rotation wants does not wait for room', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { labels: ['area/db'] } }) } });
  await acme.as('pat').opens('api', 'Nobody wants me');
  await acme.quiet();
  await acme.travelTo(FIRST_HANDOFF);
  const [told = ''] = await acme.announcements('api', 'heartbeat');
  expect(told).toContain('1 debt issue open');
  expect(told).not.toContain('room under the cap');
  expect(told).toContain('Room left under the caps: 3; waiting for room: 0');
});

test('a squad takes its turn as one, and with a stint of two the handoff replaces one of two', async () => {
  const rotation = {
    roster: ['ana', { squad: 'payments', members: ['bo', 'cy'] }, 'dee'],
    on_duty: 2,
    stint: 2,
  };
  const acme = await begin({ configs: { api: configFile({ rotation }) } });
  const pat = acme.as('pat');
  const owners = [];
  for (const title of ['One', 'Two', 'Three'])
    owners.push(...(await acme.owners(await pat.opens('api', title))));
  expect(owners.toSorted()).toEqual(['ana', 'bo', 'cy']);

  await acme.travelTo(FIRST_HANDOFF);
  const [told] = await acme.announcements('api', 'handoff');
  expect(told).toContain('@dee');
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **ana** and **dee**');
});

test('at a handoff those leaving stay as support for the overlap, and the facilitator is told', async () => {
  const rotation = { overlap: '1 day', facilitator: 'pat' };
  const acme = await begin({ configs: { api: configFile({ rotation }) } });
  await acme.travelTo(FIRST_HANDOFF);
  const [told] = await acme.announcements('api', 'handoff');
  expect(told).toContain(
    'Thank you, @ana. You stay as support until Tue 13 Jan 2026, 09:00 (Europe/Berlin). @pat facilitates.',
  );
});

test('whoever joins a roster on which all others stand with their days waits from the day they join', async () => {
  const dated = ['ana', 'bo'].map((login) => ({ login, from: '2026-01-01' }));
  const acme = await begin({ configs: { api: configFile({ rotation: { roster: dated } }) } });
  for (const handoff of [FIRST_HANDOFF, '2026-01-19T08:00:05Z', '2026-01-26T08:00:05Z'])
    await acme.travelTo(handoff);
  await acme.travelTo('2026-01-27T10:00:00Z');
  expect((await acme.dashboard('api')).body).toMatch(/\*\*Next\*\*, from Mon 2 Feb 2026.*: \*\*ana\*\*\./);
  await acme.as('pat').configures('api', configFile({ rotation: { roster: [...dated, 'cy'] } }));
  expect((await acme.dashboard('api')).body).toMatch(/\*\*Next\*\*, from Mon 2 Feb 2026.*: \*\*ana\*\*\./);
});
