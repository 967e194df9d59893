/** The clock runs ahead for a moment and is set back: what failed in that moment is not put off until then. */
import nock from 'nock';
import { expect, test } from 'vitest';
import {
  anyDue,
  anythingWaits,
  commit,
  type Effect,
  openInbox,
  outboxLane,
  tick,
  workLane,
} from '../../src/queue/index.ts';
import { addMs, DAY } from '../../src/time.ts';
import { api, openHouse, type TestHouse } from '../queue/house.ts';

const now = new Date('2026-01-05T10:00:00Z');
const INSTALLATION = 7;
const marker = '<!-- paydown:debt:owner -->';
const comment: Effect = { kind: 'comment', repositoryId: 7, number: 1, marker, body: `${marker}\nHello.` };

/** Both lanes of a house in which everything fails while it is `broken`. */
function lanes(house: TestHouse) {
  const state = { broken: true, done: [] as string[] };
  const doing = (what: string) => async () => {
    if (state.broken) throw new Error('not now');
    state.done.push(what);
    return {};
  };
  const received = doing('delivery');
  const work = workLane(
    house,
    async () => void (await received()),
    doing('thing'),
    async () => {},
  );
  const path = /^\/repos\/org7\/api\/issues\/1\/comments/;
  nock(api).persist().get(path).reply(200, []);
  nock(api)
    .persist()
    .post(path)
    .reply(() => {
      if (state.broken) return [502, {}];
      state.done.push('effect');
      return [201, { id: 1 }];
    });
  const drain = async () => {
    const signals = [AbortSignal.timeout(30_000), new AbortController().signal] as const;
    await work(INSTALLATION, ...signals);
    await outboxLane(house)(INSTALLATION, ...signals);
  };
  return { state, drain };
}

test('what failed while the clock was a month ahead is tried again once it is right', async () => {
  const house = await openHouse(addMs(now, 31 * DAY), [INSTALLATION]);
  const { state, drain } = lanes(house);
  const body = Buffer.from('{}');
  await openInbox(house).store({ guid: 'one', event: 'issues', installationId: INSTALLATION, body });
  await commit(house, INSTALLATION, { settle: [{ kind: 'queue', scopeId: 1 }], effects: [comment] });
  await drain();
  expect(await anythingWaits(house.db, house.clock())).toBe(false);
  state.broken = false;
  house.moveTo(now);
  expect(await anyDue(house.db, 'work', INSTALLATION, now)).toBe(true);
  expect(await anyDue(house.db, 'outbox', INSTALLATION, now)).toBe(true);
  await tick(house);
  await drain();
  expect(state.done.toSorted()).toEqual(['delivery', 'effect', 'thing']);
  expect(await anythingWaits(house.db, now)).toBe(false);
});
