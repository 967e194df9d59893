/** A worker is gone, or lost its lock, while GitHub is still at what it asked for; another one comes after it. */
import nock from 'nock';
import { expect, test } from 'vitest';
import { anythingWaits, commit, type Effect, outboxLane, workLane } from '../../src/queue/index.ts';
import { addMs } from '../../src/time.ts';
import { api, openHouse, type TestHouse } from '../queue/house.ts';

const now = new Date('2026-01-05T10:00:00Z');
const INSTALLATION = 7;
const body = '<!-- paydown:debt:owner -->\nHello.';
const never = () => new AbortController().signal;

const comment: Effect = {
  kind: 'comment',
  repositoryId: INSTALLATION,
  number: 1,
  marker: '<!-- paydown:debt:owner -->',
  body,
};

function drain(house: TestHouse): Promise<void> {
  return outboxLane(house)(INSTALLATION, AbortSignal.timeout(30_000), never());
}

/** GitHub, which shows a comment once it has answered, and answers when it is told to. */
function slowComments() {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  const comments: object[] = [];
  let posts = 0;
  const path = /^\/repos\/org7\/api\/issues\/1\/comments/;
  nock(api)
    .persist()
    .get(path)
    .reply(() => [200, comments]);
  nock(api)
    .persist()
    .post(path)
    .reply(async () => {
      posts += 1;
      ask();
      await done;
      const user = { login: 'paydown[bot]', type: 'Bot' };
      comments.push({ id: posts, body, user, performed_via_github_app: { slug: 'paydown' } });
      return [201, { id: posts }];
    });
  return { asked, finish, posts: () => posts };
}

test('a comment that GitHub is still at is not asked for again, and is found once it is there', async () => {
  const house = await openHouse(now, [INSTALLATION]);
  const { asked, finish, posts } = slowComments();
  await commit(house, INSTALLATION, { effects: [comment] });
  const first = drain(house);
  await asked;
  await drain(house);
  expect(await anythingWaits(house.db, house.clock())).toBe(true);
  house.moveTo(addMs(now, 14_000));
  await drain(house);
  expect(posts()).toBe(1);
  finish();
  await first;
  house.moveTo(addMs(now, 16_000));
  await drain(house);
  expect(posts()).toBe(1);
  expect(await anythingWaits(house.db, house.clock())).toBe(false);
});

test('what a process that died had begun is asked for by the next one, after a while', async () => {
  const house = await openHouse(now, [INSTALLATION]);
  const { finish, posts } = slowComments();
  finish();
  await commit(house, INSTALLATION, { effects: [comment] });
  await house.db.updateTable('effects').set({ begun_at: now }).execute();
  await drain(house);
  expect(posts()).toBe(0);
  house.moveTo(addMs(now, 15_000));
  await drain(house);
  expect(posts()).toBe(1);
});

test('an effect that failed is tried again after its pause alone', async () => {
  const house = await openHouse(now, [INSTALLATION]);
  const path = /^\/repos\/org7\/api\/issues\/1\/comments/;
  nock(api).persist().get(path).reply(200, []);
  nock(api).post(path).reply(502);
  nock(api).post(path).reply(201, { id: 1 });
  await commit(house, INSTALLATION, { effects: [comment] });
  await drain(house);
  house.moveTo(addMs(now, 3000));
  await drain(house);
  expect(await anythingWaits(house.db, house.clock())).toBe(false);
});

test('whoever lost its lock while it decided changes nothing, and leaves the thing to be settled', async () => {
  const house = await openHouse(now, [INSTALLATION]);
  const lost = new AbortController();
  const lane = workLane(
    house,
    async () => {},
    async () => {
      lost.abort();
      return { effects: [comment] };
    },
    async () => {},
  );
  await commit(house, INSTALLATION, { settle: [{ kind: 'queue', scopeId: 1 }] });
  await lane(INSTALLATION, lost.signal, lost.signal);
  expect(await house.db.selectFrom('effects').select('id').execute()).toEqual([]);
  const left = await house.db.selectFrom('settles').select(['attempts', 'run_at']).execute();
  expect(left).toEqual([{ attempts: 0, run_at: now }]);
});

test('a request whose connection broke is let finish before it is made again', async () => {
  const house = await openHouse(now, [INSTALLATION]);
  const path = /^\/repos\/org7\/api\/issues\/1\/comments/;
  let posts = 0;
  nock(api).persist().get(path).reply(200, []);
  nock(api).post(path).replyWithError('socket hang up');
  nock(api)
    .post(path)
    .reply(() => {
      posts += 1;
      return [201, { id: 1 }];
    });
  await commit(house, INSTALLATION, { effects: [comment] });
  await drain(house);
  house.moveTo(addMs(now, 14_000));
  await drain(house);
  expect(posts).toBe(0);
  house.moveTo(addMs(now, 15_000));
  await drain(house);
  expect(posts).toBe(1);
});
