import { expect, test } from 'vitest';
import { countWrite, nextSlot } from '../../src/queue/budget.ts';
import { addMs } from '../../src/time.ts';
import { emptyStore } from './store.ts';

const now = new Date('2026-01-05T10:00:00Z');
const inSeconds = (seconds: number) => addMs(now, seconds * 1000);

test('at most 70 creations leave in a minute and 450 in an hour, however fast they are wanted', async () => {
  const { db } = await emptyStore();
  const made: number[] = [];
  let at = now;
  for (let n = 0; n < 500; n += 1) {
    at = await nextSlot(db, 7, 'creation', at);
    await countWrite(db, 7, 'creation', at);
    made.push(at.getTime());
  }
  const most = (span: number) =>
    Math.max(...made.map((end) => made.filter((one) => one > end - span && one <= end).length));
  expect(most(60_000)).toBe(70);
  expect(most(3_600_000)).toBe(450);
});

test('changes have room when creations have none, until both together fill the minute', async () => {
  const { db } = await emptyStore();
  for (let n = 0; n < 70; n += 1) await countWrite(db, 7, 'creation', now);
  expect(await nextSlot(db, 7, 'creation', now)).toEqual(inSeconds(60));
  expect(await nextSlot(db, 7, 'change', now)).toEqual(now);
  for (let n = 0; n < 80; n += 1) await countWrite(db, 7, 'change', now);
  expect(await nextSlot(db, 7, 'change', now)).toEqual(inSeconds(60));
});

test('one installation has nothing to do with the budget of another', async () => {
  const { db } = await emptyStore();
  for (let n = 0; n < 70; n += 1) await countWrite(db, 7, 'creation', now);
  expect(await nextSlot(db, 8, 'creation', now)).toEqual(now);
});

test('a clock that is set back does not stop the work', async () => {
  const { db } = await emptyStore();
  for (let n = 0; n < 70; n += 1) await countWrite(db, 7, 'creation', now);
  const before = inSeconds(-7200);
  expect(await nextSlot(db, 7, 'creation', before)).toEqual(before);
});
