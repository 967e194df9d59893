import { randomBytes, randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { nextDeliveries, openInbox } from '../../src/queue/inbox.ts';
import { openHouse } from './house.ts';

const now = new Date('2026-01-05T10:00:00Z');
const MB = 1024 * 1024;

function delivery(body: Buffer) {
  return { guid: randomUUID(), event: 'issues', installationId: 7, body };
}

/** Packs to no less than it is. */
function large(megabytes: number): Buffer {
  return Buffer.from(randomBytes((megabytes * MB) / 2).toString('hex'));
}

test('while the database is mute no more than 64 MB wait for it; afterwards all goes on', async () => {
  const house = await openHouse(now, [7]);
  const inbox = openInbox(house);
  const mute = Promise.withResolvers<void>();
  const silence = house.db.transaction().execute(() => mute.promise);
  const spaces = Buffer.alloc(20 * MB, ' ');
  const outcomes: string[] = [];
  const sent = Array.from({ length: 5 }, async () => void outcomes.push(await inbox.store(delivery(spaces))));
  await turn();
  expect(outcomes).toEqual(['full', 'full']);
  mute.resolve();
  await Promise.all([silence, ...sent]);
  expect(outcomes).toEqual(['full', 'full', 'stored', 'stored', 'stored']);
  expect(await inbox.store(delivery(spaces))).toBe('stored');
});

test('large deliveries are taken up a few at a time, small ones many, and each in its turn', async () => {
  const house = await openHouse(now, [7]);
  const inbox = openInbox(house);
  const sizes = [1, 1, 1, 12, 12, 1, 1];
  const guids: string[] = [];
  for (const size of sizes) {
    const one = delivery(large(size));
    guids.push(one.guid);
    await inbox.store(one);
  }
  const rounds: string[][] = [];
  for (;;) {
    const batch = await nextDeliveries(house.db, 7, now, 20);
    if (batch.length === 0) break;
    rounds.push(batch.map(({ guid }) => guid));
    for (const { guid } of batch)
      await house.db.updateTable('deliveries').set({ state: 'done' }).where('guid', '=', guid).execute();
  }
  expect(rounds.flat()).toEqual(guids);
  expect(rounds[0]?.length).toBeLessThanOrEqual(5);
  expect(rounds.length).toBeGreaterThanOrEqual(3);

  for (let n = 0; n < 20; n += 1) await inbox.store(delivery(Buffer.from('{}')));
  expect(await nextDeliveries(house.db, 7, now, 20)).toHaveLength(20);
});
