/** Somebody is not there in the middle of their turn. The shifts are weekly, and a turn of ana's lasts three of them. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

const agreement = { engineering: ['lee'] };
const week = (login: string) => ({ login, from: '2026-01-12', to: '2026-01-18' });

/** Two on the roster, with turns of three shifts, of which ana has the first. */
function file(rotation: object = {}): string {
  return configFile({ agreement, rotation: { roster: ['ana', 'bo'], stint: 3, ...rotation } });
}

async function gaps(acme: Story): Promise<string[]> {
  const all = await acme.announcements('api', 'handoff');
  return all.filter((body) => body.startsWith('<!-- paydown:handoff:gap/'));
}

test('an absence in the middle of a turn that nobody can cover is told to the leads before it begins, once', async () => {
  const acme = await begin({ configs: { api: file({ away: [week('ana'), week('bo')] }) } });
  const [gap = '', ...more] = await gaps(acme);
  expect(more).toEqual([]);
  expect(gap).toContain(
    '**Gap ahead in infra**: nobody can cover for **ana**, who is not there from Mon 12 Jan 2026, 00:00 (Europe/Berlin) to Mon 19 Jan 2026, 00:00 (Europe/Berlin).',
  );
  expect(gap).toContain('@lee: whoever can serve comments `/rotation cover @ana FROM..TO`');
  expect((await acme.dashboard('api')).body).toContain('nobody can cover for **ana**');
  await acme.travelTo('2026-01-08T10:00:00Z');
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect((await acme.dashboard('api')).body).toContain(
    '**Gap in infra**: nobody can cover for **ana**, who is not there until Mon 19 Jan 2026, 00:00',
  );
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect((await acme.dashboard('api')).body).not.toContain('Gap');
  expect(await gaps(acme)).toHaveLength(1);
});

test('meanwhile what they have stays with them, they are given nothing new, and what waited is theirs when they are back', async () => {
  const acme = await begin({ configs: { api: file({ away: [week('ana'), week('bo')] }) } });
  const old = await acme.as('pat').opens('api', 'Old code');
  expect(await acme.owners(old)).toEqual(['ana']);
  await acme.travelTo('2026-01-13T10:00:00Z');
  const fresh = await acme.as('pat').opens('api', 'More old code');
  expect(await acme.owners(fresh)).toEqual([]);
  expect(await acme.owners(old)).toEqual(['ana']);
  await acme.travelTo('2026-01-18T23:00:05Z');
  expect(await acme.owners(fresh)).toEqual(['ana']);
});

test('in a shift that runs, whoever is away by a command without anybody to cover is a gap at once, until somebody covers', async () => {
  const acme = await begin({ configs: { api: file({ away: [week('bo')] }) } });
  expect(await gaps(acme)).toEqual([]);
  const dashboard = await acme.dashboardIssue('api');
  await acme.travelTo('2026-01-13T10:00:00Z');
  await acme.as('ana').comments(dashboard, '/rotation away 2026-01-13..2026-01-15');
  const [gap = '', ...more] = await gaps(acme);
  expect(more).toEqual([]);
  expect(gap).toContain('**Gap in infra**: nobody can cover for **ana**, who is not there until Fri 16 Jan');
  await acme.as('bo').comments(dashboard, '/rotation cover @ana 2026-01-13..2026-01-15');
  await acme.quiet();
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **bo**');
});

test('whose absence somebody can cover is no gap, and the one that grows is told again', async () => {
  const acme = await begin({ configs: { api: file({ away: [week('ana')] }) } });
  expect(await gaps(acme)).toEqual([]);
  const away = [week('ana'), { login: 'bo', from: '2026-01-14', to: '2026-01-18' }];
  await acme.as('pat').configures('api', file({ away }));
  const told = await gaps(acme);
  expect(told).toHaveLength(1);
  await acme.as('pat').configures('api', file({ away: [week('ana')] }));
  expect(await gaps(acme)).toHaveLength(1);
  await acme.as('pat').configures('api', file({ away }));
  expect(await gaps(acme)).toHaveLength(2);
});

test('where others of a squad are there, nothing is empty', async () => {
  const squad = { squad: 'core', members: ['ana', 'bo'] };
  const rotation = { roster: [squad], stint: 2, away: [week('ana')] };
  const acme = await begin({ configs: { api: configFile({ agreement, rotation }) } });
  expect(await gaps(acme)).toEqual([]);
});

test('the night before a handoff calls nobody, the shift after it does', async () => {
  const rotation = { roster: ['ana'], away: [week('ana')] };
  const acme = await begin({ configs: { api: configFile({ agreement, rotation }) } });
  expect(await gaps(acme)).toEqual([
    expect.stringContaining('**Gap ahead in infra**: nobody is available from Mon 12 Jan'),
  ]);
});

test('a gap of which a part was mended is told again when that part comes back', async () => {
  const acme = await begin({ configs: { api: file({ away: [week('ana'), week('bo')] }) } });
  expect(await gaps(acme)).toHaveLength(1);
  const part = { login: 'bo', from: '2026-01-12', to: '2026-01-14' };
  await acme.as('pat').configures('api', file({ away: [week('ana'), part] }));
  expect(await gaps(acme)).toHaveLength(1);
  expect((await acme.dashboard('api')).body).toContain('to Thu 15 Jan 2026, 00:00');
  await acme.as('pat').configures('api', file({ away: [week('ana'), week('bo')] }));
  expect(await gaps(acme)).toHaveLength(2);
  await acme.travelTo('2026-01-13T10:00:00Z');
  expect(await gaps(acme)).toHaveLength(2);
});
