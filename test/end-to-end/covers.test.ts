import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

const TUESDAY = '2026-01-06T10:00:00Z';

test('whoever is away in a shift that has begun is covered for as long as that lasts, and gets the untouched debt back', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const debt = await pat.opens('api', 'Old code');
  expect(await acme.owners(debt)).toEqual(['ana']);
  await acme.travelTo(TUESDAY);
  const away = [{ login: 'ana', from: '2026-01-07', to: '2026-01-08' }];
  await pat.configures('api', configFile({ rotation: { away } }));
  expect(await acme.owners(debt)).toEqual(['ana']);

  await acme.travelTo('2026-01-06T23:00:05Z');
  expect(await acme.owners(debt)).toEqual(['bo']);
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **bo**');
  const another = await pat.opens('api', 'More old code');
  expect(await acme.owners(another)).toEqual(['bo']);

  await acme.travelTo('2026-01-08T23:00:05Z');
  expect([await acme.owners(debt), await acme.owners(another)]).toEqual([['ana'], ['ana']]);
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **bo**');
  expect(await acme.announcements('api', 'handoff')).toEqual([
    expect.stringContaining('@bo: you cover for **ana** in infra until Fri 9 Jan 2026'),
    expect.stringContaining('@bo is on duty'),
  ]);
});

test('whoever is taken off the roster in the middle of a shift is covered at once until it ends', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const debt = await pat.opens('api', 'Old code');
  expect(await acme.owners(debt)).toEqual(['ana']);
  await acme.travelTo(TUESDAY);
  await pat.configures('api', configFile({ rotation: { roster: ['bo', 'cy'] } }));
  expect(await acme.owners(debt)).toEqual(['bo']);
  expect((await acme.dashboard('api')).body).toContain(
    '**On duty** in infra: **bo** until Mon 12 Jan 2026, 09:00',
  );
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect((await acme.dashboard('api')).body).toContain(
    '**On duty** in infra: **bo** until Mon 19 Jan 2026, 09:00',
  );
});

test('where nobody can cover, what is there stays as it is', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { roster: ['ana'] } }) } });
  const pat = acme.as('pat');
  const debt = await pat.opens('api', 'Old code');
  expect(await acme.owners(debt)).toEqual(['ana']);
  const away = [{ login: 'ana', from: '2026-01-06', to: '2026-01-07' }];
  await pat.configures('api', configFile({ rotation: { roster: ['ana'], away } }));
  await acme.travelTo(TUESDAY);
  expect(await acme.owners(debt)).toEqual(['ana']);
});

test('whoever covers for longer than they were told is told again', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const debt = await pat.opens('api', 'Old code');
  expect(await acme.owners(debt)).toEqual(['ana']);
  await acme.as('ana').comments(debt, '/rotation away 2026-01-05..2026-01-06');
  expect(await acme.owners(debt)).toEqual(['bo']);
  await acme.travelTo(TUESDAY);
  await acme.as('ana').comments(debt, '/rotation away 2026-01-07..2026-01-08');
  await acme.quiet();
  await acme.travelTo('2026-01-06T23:00:05Z');
  expect(await acme.owners(debt)).toEqual(['bo']);
  expect(await acme.announcements('api', 'handoff')).toEqual([
    expect.stringContaining('@bo: you cover for **ana** in infra until Wed 7 Jan 2026'),
    expect.stringContaining('@bo: you cover for **ana** in infra until Fri 9 Jan 2026'),
  ]);
});
