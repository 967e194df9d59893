/** A shift that began is a fact: whatever the file says later begins after it. */
import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

test.each([
  ['another order of the roster', { roster: ['cy', 'bo', 'ana'] }],
  ['more people on duty', { on_duty: 2 }],
  ['longer shifts', { every: '2 weeks' }],
  ['another start', { starts: '2026-01-07T12:00' }],
])('%s in the middle of a shift changes neither who serves it nor when it ends', async (_, rotation) => {
  const acme = await begin({ configs: { api: configFile() } });
  const debt = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(debt)).toEqual(['ana']);
  await acme.travelTo('2026-01-06T10:00:00Z');
  await acme.as('pat').configures('api', configFile({ rotation }));
  const onDuty = '**On duty** in infra: **ana** until Mon 12 Jan 2026, 09:00 (Europe/Berlin).';
  expect((await acme.dashboard('api')).body).toContain(onDuty);
  await acme.travelTo('2026-01-08T12:00:00Z');
  expect((await acme.dashboard('api')).body).toContain(onDuty);
  expect(await acme.owners(debt)).toEqual(['ana']);
  expect(await acme.announcements('api', 'handoff')).toEqual([]);
});
