import { expect, test } from 'vitest';
import { retros } from './retro-story.ts';
import { begin, configFile } from './story.ts';

const quarterly = (more: object = {}) => configFile({ retro: 'each quarter', ...more });

test('each quarter it opens when work begins, once, with the people of all rotations; no quarter of before is told', async () => {
  const second = { name: 'web', starts: '2026-01-05T09:00', every: '4 weeks', roster: ['dee'] };
  const rotations = [
    { name: 'infra', starts: '2026-01-05T09:00', every: '4 weeks', roster: ['ana', 'bo', 'cy'] },
    second,
  ];
  const acme = await begin({ at: '2026-03-02T10:00:00Z', configs: { api: quarterly({ rotations }) } });
  await acme.travelTo('2026-03-31T22:30:00Z');
  expect(await retros(acme, 'api')).toEqual([]);
  await Promise.all([acme.travelTo('2026-04-01T07:00:05Z'), acme.app.tick()]);
  await acme.travelTo('2026-04-02T07:00:05Z');
  const [retro, ...more] = await retros(acme, 'api');
  expect(more).toEqual([]);
  expect(retro?.title).toBe('Retro: Q1 2026, Thu 1 Jan 2026 to Tue 31 Mar 2026');
  expect(retro?.body.split('\n')[1]?.match(/@[a-z]+(?=[,: ])/g)).toEqual(['@ana', '@dee']);
});

test('after a long sleep one retro covers what was slept through', async () => {
  const acme = await begin({ at: '2026-02-02T10:00:00Z', configs: { api: quarterly() } });
  await acme.stopApp();
  acme.leapTo('2026-10-05T10:00:00Z');
  await acme.startApp();
  await acme.travelTo('2026-10-05T10:01:00Z');
  expect((await retros(acme, 'api')).map(({ title }) => title)).toEqual([
    'Retro: Q3 2026, Thu 1 Jan 2026 to Wed 30 Sept 2026',
  ]);
});

test('observing, a retro is announced on the dashboard and never opened; without the key there is none', async () => {
  const acme = await begin({
    configs: { api: configFile({ mode: 'observe', retro: 'every handoff' }), web: configFile() },
  });
  await acme.travelTo('2026-01-12T08:00:05Z');
  await acme.travelTo('2026-04-01T08:00:05Z');
  expect([await retros(acme, 'api'), await retros(acme, 'web')]).toEqual([[], []]);
  expect((await acme.dashboard('api')).body).toContain('- open a retro after every handoff');
  await acme.as('pat').configures('api', configFile({ retro: 'every handoff' }));
  await acme.quiet();
  expect(await retros(acme, 'api')).toEqual([]);
  await acme.travelTo('2026-04-06T07:00:05Z');
  expect(await retros(acme, 'api')).toHaveLength(1);
});

test('what was counted before the file was gone does not count when it is back', async () => {
  const acme = await begin({ configs: { api: configFile({ retro: 'every 2 handoffs' }) } });
  await acme.travelTo('2026-01-12T08:00:05Z');
  await acme.as('pat').removesConfig('api');
  await acme.quiet();
  await acme.travelTo('2026-02-04T10:00:00Z');
  await acme.as('pat').configures('api', configFile({ retro: 'every 2 handoffs' }));
  await acme.quiet();
  await acme.travelTo('2026-02-09T08:00:05Z');
  expect(await retros(acme, 'api')).toEqual([]);
  await acme.travelTo('2026-02-16T08:00:05Z');
  expect((await retros(acme, 'api')).map(({ title }) => title)).toEqual([
    'Retro: infra, Mon 2 Feb 2026 to Mon 16 Feb 2026',
  ]);
});
