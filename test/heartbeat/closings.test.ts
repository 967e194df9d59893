import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Closing,
  closedIn,
  dropOldClosings,
  knownClosing,
  recordClosing,
  recordMerge,
} from '../../src/heartbeat/closings.ts';
import { paidInPassing } from '../../src/heartbeat/in-passing.ts';
import type { Db } from '../../src/store/index.ts';
import { addMs, DAY } from '../../src/time.ts';
import { emptyStore } from '../queue/store.ts';

const START = new Date('2026-01-05T00:00:00Z');
const at = (day: number) => addMs(START, day * DAY);
const all = { start: at(-1000), end: at(1000) };

async function storeWithRepository(): Promise<Db> {
  const { db } = await emptyStore();
  const place = { installation_id: 7, owner: 'acme', name: 'api', default_branch: 'main', archived: false };
  await db
    .insertInto('repositories')
    .values({
      id: 1,
      ...place,
      visibility: 'private',
      scope_id: 1,
      config_checked_at: null,
      backfilled_at: null,
    })
    .execute();
  return db;
}

function closing(number: number, day: number, changes: Partial<Closing> = {}): Closing {
  return { repositoryId: 1, number, closedAt: at(day), debt: false, seenAt: at(day), ...changes };
}

test('snapshots of an issue in any order, any of them twice, leave what the newest of them shows', async () => {
  const db = await storeWithRepository();
  let number = 0;
  const snapshots = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.boolean()), {
      minLength: 1,
      maxLength: 6,
      selector: ([day]) => day,
    })
    .chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 })),
    );
  await fc.assert(
    fc.asyncProperty(snapshots, async ([some, delivered]) => {
      number += 1;
      for (const [day, open] of delivered)
        await recordClosing(db, closing(number, day, open ? { closedAt: null } : {}));
      const [day, open] = some.toSorted(([a], [b]) => a - b).at(-1) ?? [0, true];
      const expected = { closedAt: open ? null : at(day), seenAt: at(day) };
      expect(await knownClosing(db, { repositoryId: 1, number })).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test('whether it was debt is settled when it is closed, and anew when it is closed again', async () => {
  const db = await storeWithRepository();
  await recordClosing(db, closing(1, 0, { debt: true }));
  await recordClosing(db, closing(1, 0, { debt: false, seenAt: at(1) }));
  expect(await closedIn(db, 1, all)).toEqual({ closed: 1, debt: 1 });
  await recordClosing(db, closing(1, 2, { debt: false }));
  expect(await closedIn(db, 1, all)).toEqual({ closed: 1, debt: 0 });
});

test('the instant of a week’s end is of the next week', async () => {
  const db = await storeWithRepository();
  await recordClosing(db, closing(1, 7));
  expect((await closedIn(db, 1, { start: at(0), end: at(7) })).closed).toBe(0);
  expect((await closedIn(db, 1, { start: at(7), end: at(14) })).closed).toBe(1);
});

test('what is older than a year is dropped, and nothing else', async () => {
  const db = await storeWithRepository();
  const merge = { repositoryId: 1, author: 'bo', htmlUrl: 'https://github.com/acme/api/pull/3', closes: [] };
  await recordClosing(db, closing(1, 0));
  await recordClosing(db, closing(2, 30));
  await recordMerge(db, { ...merge, number: 3, mergedAt: at(0) });
  await recordMerge(db, { ...merge, number: 4, mergedAt: at(30) });
  await dropOldClosings(db, 1, at(365));
  expect(await closedIn(db, 1, all)).toEqual({ closed: 2, debt: 0 });
  await dropOldClosings(db, 1, at(380));
  expect(await closedIn(db, 1, all)).toEqual({ closed: 1, debt: 0 });
  expect((await paidInPassing(db, 1, all)).map(({ number }) => number)).toEqual([4]);
});

test('a merge counts once, and not where any issue that it closes was ever debt', async () => {
  const db = await storeWithRepository();
  const merge = { repositoryId: 1, author: null, htmlUrl: '', mergedAt: at(0) };
  await recordMerge(db, { ...merge, number: 3, closes: [{ repositoryId: 1, number: 9 }] });
  await recordMerge(db, { ...merge, number: 3, closes: [] });
  await recordMerge(db, { ...merge, number: 4, closes: [] });
  const numbers = async () => (await paidInPassing(db, 1, all)).map(({ number }) => number);
  expect(await numbers()).toEqual([3, 4]);
  const spell = { repository_id: 1, number: 9, ordinal: 0, start: at(-9), end: null, outcome: null };
  await db
    .insertInto('spells')
    .values({ ...spell, paid_by: '[]' })
    .execute();
  expect(await numbers()).toEqual([4]);
});
