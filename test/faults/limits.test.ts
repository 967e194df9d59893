/** GitHub asks one installation to slow down: nothing of it leaves before the time, and the others go on. */
import nock from 'nock';
import { expect, test } from 'vitest';
import {
  anyDue,
  commit,
  type Effect,
  openInbox,
  outboxLane,
  type Thing,
  workLane,
} from '../../src/queue/index.ts';
import { addMs } from '../../src/time.ts';
import { api, openHouse, type TestHouse } from '../queue/house.ts';

const now = new Date('2026-01-05T10:00:00Z');
const [LIMITED, OTHER] = [7, 8];

function commentOn(installationId: number, number: number): Effect {
  const marker = '<!-- paydown:debt:owner -->';
  return { kind: 'comment', repositoryId: installationId, number, marker, body: `${marker}\nHello.` };
}

/** GitHub, which takes every comment; `answer` may say otherwise for the limited installation. */
function commentsArrive(answer: () => [number, object, Record<string, string>] | undefined) {
  const asked: Record<number, number> = { [LIMITED]: 0, [OTHER]: 0 };
  for (const id of [LIMITED, OTHER]) {
    const path = new RegExp(`^/repos/org${id}/api/issues/\\d+/comments`);
    nock(api).persist().get(path).reply(200, []);
    nock(api)
      .persist()
      .post(path)
      .reply(() => {
        asked[id] = (asked[id] ?? 0) + 1;
        return (id === LIMITED ? answer() : undefined) ?? [201, { id: 1 }, {}];
      });
  }
  return asked;
}

function drain(house: TestHouse, installationId: number): Promise<void> {
  return outboxLane(house)(installationId, AbortSignal.timeout(30_000), new AbortController().signal);
}

const secondary = { message: 'You have exceeded a secondary rate limit.' };
const primary = { message: 'API rate limit exceeded for installation ID 7.' };
const reset = String(now.getTime() / 1000 + 1200);

test.each<[string, [number, object, Record<string, string>], number]>([
  ['403 of the secondary limit without a time', [403, secondary, {}], 60],
  ['403 of the secondary limit with retry-after', [403, secondary, { 'retry-after': '90' }], 90],
  ['429 with retry-after', [429, {}, { 'retry-after': '120' }], 120],
  ['429 with retry-after: 0', [429, {}, { 'retry-after': '0' }], 1],
  [
    '403 with no requests left',
    [403, primary, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }],
    1200,
  ],
])('%s pauses that installation alone, until then', async (_what, limit, seconds) => {
  const house = await openHouse(now, [LIMITED, OTHER]);
  let slow = true;
  const asked = commentsArrive(() => (slow ? limit : undefined));
  await commit(house, LIMITED, { effects: [commentOn(LIMITED, 1), commentOn(LIMITED, 2)] });
  await commit(house, OTHER, { effects: [commentOn(OTHER, 1)] });
  await drain(house, LIMITED);
  await drain(house, OTHER);
  expect(asked).toEqual({ [LIMITED]: 1, [OTHER]: 1 });

  // What is wanted only now waits as well.
  await commit(house, LIMITED, { effects: [commentOn(LIMITED, 2), commentOn(LIMITED, 3)] });
  await commit(house, OTHER, { effects: [commentOn(OTHER, 2)] });
  house.moveTo(addMs(now, seconds * 1000 - 1));
  expect(await anyDue(house.db, 'outbox', LIMITED, house.clock())).toBe(false);
  await drain(house, LIMITED);
  await drain(house, OTHER);
  expect(asked).toEqual({ [LIMITED]: 1, [OTHER]: 2 });

  slow = false;
  // Up to a second of jitter comes on top.
  house.moveTo(addMs(now, seconds * 1000 + 1000));
  await drain(house, LIMITED);
  expect(asked).toEqual({ [LIMITED]: 4, [OTHER]: 2 });
  expect(await anyDue(house.db, 'outbox', LIMITED, house.clock())).toBe(false);
});

test('a limit that is met again and again with retry-after: 0 is asked less and less often', async () => {
  const house = await openHouse(now, [LIMITED]);
  const asked = commentsArrive(() => [429, {}, { 'retry-after': '0' }]);
  await commit(house, LIMITED, { effects: [commentOn(LIMITED, 1)] });
  for (let second = 0; second <= 120; second += 1) {
    house.moveTo(addMs(now, second * 1000));
    await drain(house, LIMITED);
  }
  expect(asked[LIMITED]).toBeGreaterThan(3);
  expect(asked[LIMITED]).toBeLessThan(10);
});

test('a pause by a clock that was set back since is over', async () => {
  const house = await openHouse(addMs(now, 40 * 24 * 3_600_000), [LIMITED]);
  let slow = true;
  const asked = commentsArrive(() => (slow ? [429, {}, { 'retry-after': '60' }] : undefined));
  await commit(house, LIMITED, { effects: [commentOn(LIMITED, 1)] });
  await drain(house, LIMITED);
  slow = false;
  house.moveTo(now);
  await commit(house, LIMITED, { effects: [commentOn(LIMITED, 2)] });
  await drain(house, LIMITED);
  // What failed then, and what is wanted now.
  expect(asked[LIMITED]).toBe(3);
});

/** Things whose settling asks GitHub, and what is taken in beside them. */
function worker(house: TestHouse) {
  const taken: string[] = [];
  const lane = workLane(
    house,
    async ({ guid }) => void taken.push(guid),
    async (_house, thing) => {
      const github = await house.github.installation(LIMITED);
      await github.findComment({ owner: 'org7', name: 'api' }, (thing as { number: number }).number, 'x');
      return {};
    },
    async () => {},
  );
  const drainWork = () => lane(LIMITED, AbortSignal.timeout(30_000), new AbortController().signal);
  return { taken, drainWork };
}

test('a limit that is met where something is settled is met once, and what only comes in goes on', async () => {
  const house = await openHouse(now, [LIMITED]);
  let slow = true;
  let asked = 0;
  nock(api)
    .persist()
    .get(/^\/repos\/org7\/api\/issues\/\d+\/comments/)
    .reply(() => {
      asked += 1;
      return slow ? [403, primary, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }] : [200, []];
    });
  const { taken, drainWork } = worker(house);
  const settle = [1, 2, 3, 4, 5].map((number): Thing => ({ kind: 'issue', repositoryId: LIMITED, number }));
  await commit(house, LIMITED, { settle, effects: [commentOn(LIMITED, 1)] });
  await drainWork();
  expect(asked).toBe(1);
  expect(await anyDue(house.db, 'work', LIMITED, house.clock())).toBe(false);
  expect(await anyDue(house.db, 'outbox', LIMITED, house.clock())).toBe(false);

  const body = Buffer.from('{}');
  await openInbox(house).store({ guid: 'comes-in', event: 'issues', installationId: LIMITED, body });
  house.moveTo(addMs(now, 1_199_000));
  await drainWork();
  expect(taken).toEqual(['comes-in']);
  expect(asked).toBe(1);

  slow = false;
  house.moveTo(addMs(now, 1_201_000));
  await drainWork();
  expect(asked).toBe(6);
  // What is called back now must not have left before.
  expect(await anyDue(house.db, 'outbox', LIMITED, house.clock())).toBe(false);
  house.moveTo(addMs(now, 1_206_000));
  expect(await anyDue(house.db, 'outbox', LIMITED, house.clock())).toBe(true);
});

/** More than may be created in an hour. */
const MANY = 480;

test('hundreds of comments at once: GitHub sees fewer than 80 a minute and 500 an hour, and in the end all', async () => {
  const house = await openHouse(now, [OTHER]);
  const times: Date[] = [];
  const path = /^\/repos\/org8\/api\/issues\/\d+\/comments/;
  nock(api).persist().get(path).reply(200, []);
  nock(api)
    .persist()
    .post(path)
    .reply(() => {
      times.push(house.clock());
      return [201, { id: times.length }];
    });
  await commit(house, OTHER, { effects: Array.from({ length: MANY }, (_, n) => commentOn(OTHER, n + 1)) });
  for (let minute = 0; times.length < MANY && minute < 90; minute += 1) {
    house.moveTo(addMs(now, minute * 60_000));
    await drain(house, OTHER);
  }
  expect(times).toHaveLength(MANY);
  expect(most(times, 60_000)).toBeLessThan(80);
  expect(most(times, 3_600_000)).toBeLessThan(500);
}, 180_000);

/** The most within a span of simulated time, in milliseconds. */
function most(times: readonly Date[], span: number): number {
  const inSpan = (end: Date) => times.filter((at) => at <= end && at.getTime() > end.getTime() - span);
  return Math.max(...times.map((end) => inSpan(end).length));
}
