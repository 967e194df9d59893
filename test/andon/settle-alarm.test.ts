import { expect, test } from 'vitest';
import type { Alarm } from '../../src/andon/alarm.ts';
import { recordAlarm } from '../../src/andon/records.ts';
import { settleAlarm } from '../../src/andon/settle-alarm.ts';
import { governedHouse, OPENED } from '../debt/governed-house.ts';

const pulled: Alarm = {
  ...{ repositoryId: 7, key: 'first', number: 5, pull: null, title: 'The build is red' },
  ...{ htmlUrl: 'https://github.com/org7/api/issues/5', puller: 'bo', reason: 'red' },
  ...{ pulledAt: new Date(OPENED), state: 'pulled', acknowledgedAt: null, acknowledgedBy: null },
  ...{ endedAt: null, endedBy: null, resolution: null, contestedBy: null, told: [], escalatedAt: null },
};
const over: Alarm = { ...pulled, state: 'withdrawn', endedAt: new Date(OPENED), endedBy: 'bo' };

test('the end of an alarm that is shown late leaves the label to the newer alarm on the same issue', async () => {
  const house = await governedHouse();
  await recordAlarm(house.db, over);
  const labels = async () => {
    const { effects = [] } = await settleAlarm(house, { repositoryId: 7, key: 'first' });
    return effects.filter(({ kind }) => kind === 'label');
  };
  expect(await labels()).toEqual([expect.objectContaining({ number: 5, label: 'andon', change: 'remove' })]);
  await recordAlarm(house.db, { ...pulled, key: 'second' });
  expect(await labels()).toEqual([]);
});
