import { cp, rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

/** Copies the folder while the App is stopped, as an operator does. @returns how to put the copy in its place */
async function backUp(acme: Story): Promise<() => Promise<void>> {
  const copy = `${acme.dataDir}-copy`;
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  await acme.stopApp();
  await cp(acme.dataDir, copy, { recursive: true });
  await acme.startApp();
  await acme.quiet();
  return async () => {
    await acme.stopApp();
    await rm(acme.dataDir, { recursive: true });
    await cp(copy, acme.dataDir, { recursive: true });
    await acme.startApp();
    await acme.quiet();
  };
}

test('an old backup is healed by what GitHub shows; nothing is done or said a second time', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { cap: 20 } }) } });
  const [pat, ana] = [acme.as('pat'), acme.as('ana')];
  const untouched = await pat.opens('api', 'Untouched');
  const begun = await pat.opens('api', 'Begun');
  const paid = await pat.opens('api', 'Paid');
  const taken = await pat.opens('api', 'Taken by dee');
  const gone = await pat.opens('api', 'Deleted');
  const all = [untouched, begun, paid, taken];
  for (const issue of all) expect(await acme.owners(issue)).toEqual(['ana']);
  const restore = await backUp(acme);

  await acme.travelTo('2026-01-08T10:00:00Z');
  await ana.comments(begun, 'I have begun.');
  await ana.closes(paid);
  await pat.unassigns(taken, 'ana');
  await pat.assigns(taken, 'dee');
  await pat.deletes(gone);
  await acme.travelTo('2026-01-12T08:35:00Z');
  const fresh = await pat.opens('api', 'Newer than the backup');
  await acme.quiet();
  await acme.travelTo('2026-01-14T10:00:00Z');
  all.push(fresh);
  const seen = async () => ({
    owners: await Promise.all(all.map((issue) => acme.owners(issue))),
    comments: await Promise.all(all.map(async (issue) => (await acme.comments(issue)).length)),
    dashboards: (await acme.dashboards('api')).length,
    handoffs: (await acme.announcements('api', 'handoff')).length,
    heartbeats: (await acme.announcements('api', 'heartbeat')).length,
    open: (await acme.dashboard('api')).body.match(/^\| \d+ \|/m)?.[0],
  });
  const before = await seen();
  expect(before).toMatchObject({ owners: [['bo'], ['ana'], [], ['dee'], ['bo']], open: '| 4 |' });
  expect(before).toMatchObject({ dashboards: 1, handoffs: 1, heartbeats: 1 });

  await restore();
  await acme.travelTo('2026-01-15T02:00:05Z');
  expect(await seen()).toEqual(before);
  expect(await acme.livingComment(paid)).toContain('This debt is closed.');
  expect(await acme.livingComment(taken)).toContain('**dee** owns this debt, as a person decided.');

  // Who gave it is not in the backup: it counts as a person's word, until a person takes it back.
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await acme.owners(fresh)).toEqual(['bo']);
  await pat.unassigns(fresh, 'bo');
  expect(await acme.owners(fresh)).toEqual(['cy']);
}, 120_000);

test('with no backup at all Paydown begins anew beside what it wrote, and leaves everybody what they have', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { cap: 20 } }) } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  const paid = await pat.opens('api', 'Paid');
  expect([await acme.owners(parser), await acme.owners(paid)]).toEqual([['ana'], ['ana']]);
  await pat.closes(paid);
  await acme.travelTo('2026-01-12T08:35:00Z');
  expect(await acme.owners(parser)).toEqual(['bo']);

  await acme.stopApp();
  await rm(acme.dataDir, { recursive: true });
  await acme.travelTo('2026-01-14T10:00:00Z');
  await acme.startApp();
  const fresh = await pat.opens('api', 'Fresh');
  expect(await acme.owners(fresh)).toEqual(['bo']);
  expect(await acme.owners(parser)).toEqual(['bo']);
  for (const issue of [parser, paid, fresh]) expect(await acme.comments(issue)).toHaveLength(1);
  expect((await acme.dashboard('api')).body).toContain('| 2 |');
  for (const kind of ['handoff', 'heartbeat'] as const)
    expect(await acme.announcements('api', kind)).toHaveLength(1);
}, 120_000);
