/** What people hear before a shift begins. The rotation is weekly: ana serves first, then bo, then cy. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

const NOTICE = '2026-01-10T08:00:05Z';

async function notices(acme: Story): Promise<string[]> {
  const all = await acme.announcements('api', 'handoff');
  return all.filter((body) => body.startsWith('<!-- paydown:handoff:notice/'));
}

async function gaps(acme: Story): Promise<string[]> {
  const all = await acme.announcements('api', 'handoff');
  return all.filter((body) => body.startsWith('<!-- paydown:handoff:gap/'));
}

test('two days before a shift whoever comes is told, once, with how to swap', async () => {
  const rotation = { notice: '2 days', facilitator: 'dee' };
  const acme = await begin({ configs: { api: configFile({ rotation }) } });
  await acme.travelTo('2026-01-10T07:55:00Z');
  expect(await notices(acme)).toEqual([]);
  await Promise.all([acme.travelTo(NOTICE), acme.app.tick(), acme.app.tick()]);
  const [notice = '', ...more] = await notices(acme);
  expect(more).toEqual([]);
  expect(notice).toContain(
    '**Next in infra**: @bo is on duty from Mon 12 Jan 2026, 09:00 (Europe/Berlin) to Mon 19 Jan 2026, 09:00 (Europe/Berlin).',
  );
  expect(notice).toContain('@dee facilitates');
  expect(notice).toContain('`/rotation swap @somebody`');
  expect(notice).toContain('`/rotation away 2026-01-12`');
  expect(notice).toContain('`/rotation ask @somebody 2026-01-12`');
  expect(notice).toContain('`/rotation cover`');
  await acme.travelTo('2026-01-11T08:00:05Z');
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await notices(acme)).toHaveLength(1);
  await acme.travelTo('2026-01-17T08:00:05Z');
  const [, second = ''] = await notices(acme);
  expect(second).toContain('@cy is on duty from Mon 19 Jan 2026');
});

test('a notice that was slept through is given late, and not at all once the shift has begun', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { notice: '2 days' } }) } });
  await acme.travelTo('2026-01-11T20:00:00Z');
  expect(await notices(acme)).toHaveLength(1);
  await acme.travelTo('2026-01-19T08:30:00Z');
  expect((await notices(acme)).filter((body) => body.includes('@cy'))).toEqual([]);
});

test('whoever comes instead after the notice is told, and so is whoever need not come', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { notice: '2 days' } }) } });
  await acme.travelTo(NOTICE);
  await acme.as('bo').comments(await acme.dashboardIssue('api'), '/rotation away 2026-01-12..2026-01-18');
  await acme.quiet();
  const [, changed = '', ...more] = await notices(acme);
  expect(more).toEqual([]);
  expect(changed).toContain('**Changed: next in infra**: @cy is on duty from Mon 12 Jan 2026');
  expect(changed).toContain('@bo need not come');
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **cy**');
  expect(await notices(acme)).toHaveLength(2);
});

test('who covers the start of an announced shift is told that they come, and once it is undone that they need not', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { notice: '2 days' } }) } });
  await acme.travelTo(NOTICE);
  const dashboard = await acme.dashboardIssue('api');
  await acme.as('ana').comments(dashboard, '/rotation cover @bo 2026-01-12..2026-01-13');
  const [, covered = ''] = await notices(acme);
  expect(covered).toContain('@ana is on duty');
  expect(covered).toContain('@bo need not come');
  await acme.as('ana').comments(dashboard, '/rotation undo');
  const [, , undone = '', ...more] = await notices(acme);
  expect(more).toEqual([]);
  expect(undone).toContain('@bo is on duty');
  expect(undone).toContain('@ana need not come');
});

test('an announced shift that loses the last who could come frees its person, and is a gap', async () => {
  const rotation = { roster: ['ana', 'bo'], notice: '2 days' };
  const gone = {
    ...rotation,
    roster: [
      { login: 'ana', to: '2026-01-11' },
      { login: 'bo', to: '2026-01-11' },
    ],
  };
  const acme = await begin({ configs: { api: configFile({ rotation }) } });
  await acme.travelTo(NOTICE);
  await acme.as('pat').configures('api', configFile({ rotation: gone }));
  const [, changed = '', ...more] = await notices(acme);
  expect(more).toEqual([]);
  expect(changed).toContain('**Changed: next in infra**: nobody is available from Mon 12 Jan 2026');
  expect(changed).toContain('@bo need not come');
  expect(changed).not.toContain('Does it not suit you?');
  expect((await gaps(acme)).some((gap) => gap.includes('nobody is available from Mon 12 Jan'))).toBe(true);
});

test('without `notice`, and while it only observes, nobody is told ahead', async () => {
  const rotation = { notice: '2 days' };
  const acme = await begin({ configs: { api: configFile({ mode: 'observe', rotation }) } });
  await acme.travelTo(NOTICE);
  expect(await notices(acme)).toEqual([]);
  await acme.as('pat').configures('api', configFile());
  await acme.quiet();
  await acme.travelTo('2026-01-11T08:00:05Z');
  expect(await notices(acme)).toEqual([]);
});

test('a shift for which nobody is available is announced to the leads before it begins, once', async () => {
  const away = ['ana', 'bo', 'cy'].map((login) => ({ login, from: '2026-01-12', to: '2026-01-18' }));
  const agreement = { engineering: ['lee'] };
  const acme = await begin({ configs: { api: configFile({ agreement, rotation: { away } }) } });
  const [gap = '', ...more] = await gaps(acme);
  expect(more).toEqual([]);
  expect(gap).toContain('**Gap ahead in infra**: nobody is available from Mon 12 Jan 2026, 09:00');
  expect(gap).toContain('@lee');
  expect((await acme.dashboard('api')).body).toContain('**Gap ahead in infra**: nobody is available');
  await acme.travelTo('2026-01-07T10:00:00Z');
  expect(await gaps(acme)).toHaveLength(1);
  await acme.as('pat').configures('api', configFile({ agreement }));
  expect((await acme.dashboard('api')).body).not.toContain('Gap ahead');
  expect(await gaps(acme)).toHaveLength(1);
});

test('a gap that was mended and comes again is announced again, and so is one that grows', async () => {
  const away = (...logins: string[]) =>
    configFile({
      rotation: {
        on_duty: 2,
        away: logins.map((login) => ({ login, from: '2026-01-12', to: '2026-01-18' })),
      },
    });
  const acme = await begin({ configs: { api: away('ana', 'bo') } });
  const settled = async (...logins: string[]) => {
    await acme.as('pat').configures('api', away(...logins));
    await acme.quiet();
    return gaps(acme);
  };
  expect(await gaps(acme)).toHaveLength(1);
  const grown = await settled('ana', 'bo', 'cy');
  expect(grown).toHaveLength(2);
  expect(grown[1]).toContain('nobody is available');
  expect(await settled('ana', 'bo')).toHaveLength(2);
  expect(await settled()).toHaveLength(2);
  const again = await settled('bo', 'cy');
  expect(again).toHaveLength(3);
  expect(again[2]).toContain('only **ana** is available');
});

test('a place that stays empty beside somebody who serves is a gap as well, and a roster too small for ever is none', async () => {
  const away = [{ login: 'cy', from: '2026-01-12', to: '2026-01-18' }];
  const rotation = { roster: ['ana', 'bo', 'cy'], on_duty: 3, away };
  const acme = await begin({ configs: { api: configFile({ rotation }) } });
  const [gap = ''] = await gaps(acme);
  expect(gap).toContain('only **ana** and **bo** are available from Mon 12 Jan');
  expect(gap).toContain('1 place on duty stays empty');
  expect(gap).toContain('\nSomebody more on the roster fills it');

  const small = await begin({ configs: { api: configFile({ rotation: { roster: ['ana'], on_duty: 2 } }) } });
  expect(await gaps(small)).toEqual([]);
});

test('/rotation who tells whoever asks what they did themselves, and the dashboard the spread alone', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  expect((await acme.dashboard('api')).body).not.toContain('in the last 52 weeks');
  await acme
    .as('cy')
    .comments(await acme.dashboardIssue('api'), '/rotation cover @ana 2026-01-06..2026-01-07');
  await acme.quiet();
  for (const day of ['12', '19', '26']) await acme.travelTo(`2026-01-${day}T08:00:05Z`);
  const { body } = await acme.dashboard('api');
  expect(body).toContain('On duty in the last 52 weeks: 5 to 9 days a person.');
  await acme.as('cy').comments(await acme.dashboardIssue('api'), '/rotation who');
  const told = (await acme.comments(await acme.dashboardIssue('api'))).at(-1)?.body ?? '';
  expect(told).toContain('**You**, in the last 52 weeks: 2 shifts, 9 days; you covered 2 days for others.');
  expect(told).not.toContain('for you.');
});

test('/rotation who tells of every rotation of the scope, and why who is next', async () => {
  const one = { starts: '2026-01-05T09:00', every: '1 week' };
  const rotations = [
    { name: 'infra', ...one, roster: ['ana', 'bo', 'cy'], labels: ['area/ci'] },
    { name: 'data', ...one, roster: ['dee', 'lee'] },
  ];
  const acme = await begin({ configs: { api: configFile({ rotations }) } });
  await acme.as('cy').comments(await acme.dashboardIssue('api'), '/rotation who');
  const told = (await acme.comments(await acme.dashboardIssue('api'))).at(-1)?.body ?? '';
  expect(told).toContain('**On duty** in infra: **ana**');
  expect(told).toContain('**bo**. Whoever has waited longest goes next');
  expect(told).toContain('**On duty** in data: **dee**');
  expect(told).toContain('**lee**. Whoever has waited longest goes next');
});
