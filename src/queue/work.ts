/**
 * The lane in which deliveries become facts and facts become decisions. Deliveries go first: what they tell
 * is then settled once, however many of them touched the same thing.
 */
import { type House, houseFor } from '../house.ts';
import { addMs, HOUR } from '../time.ts';
import { unpackBody } from './body.ts';
import { commit } from './commit.ts';
import { markDone, markFailed, nextDeliveries, type StoredDelivery } from './inbox.ts';
import { HEARD_WHILE_SUSPENDED, meetInstallation } from './installations.ts';
import type { Drain } from './lanes.ts';
import { pause, rests } from './pause.ts';
import type { Plan, Thing } from './plan.ts';
import { afterFailure, describe, isLimited } from './retry.ts';
import { ripe } from './ripe.ts';

/** A delivery as it is handed to the rooms; the body is JSON that GitHub signed. */
type Received = Pick<StoredDelivery, 'guid' | 'event' | 'installationId'> & { readonly body: string };

/** Hands one delivery to the rooms; they record what it says. */
export type Receive = (delivery: Received) => Promise<void>;

/** Decides what must change for a thing to be as it should be. */
export type Settle = (house: House, thing: Thing) => Promise<Plan>;

/** How many deliveries are taken from the inbox at once; it bounds what a crash has worked off again. */
const AT_ONCE = 20;

/** @param calm comes back when work may go on: it gives way to what is more urgent */
export function workLane(house: House, receive: Receive, settle: Settle, calm: () => Promise<void>): Drain {
  return async (installationId, signal, lost) => {
    while (!signal.aborted) {
      await calm();
      const deliveries = await nextDeliveries(house.db, installationId, house.clock(), AT_ONCE);
      if (deliveries.length > 0) {
        await handleAll(house, deliveries, receive, signal);
        continue;
      }
      const wish = (await rests(house.db, 'work', installationId, house.clock()))
        ? undefined
        : await nextThing(house, installationId);
      if (!wish) return;
      await settleOne(house, installationId, wish, settle, lost);
    }
  };
}

/** What is done is taken down together; a crash before that has it done again, which changes nothing. */
async function handleAll(
  house: House,
  deliveries: readonly StoredDelivery[],
  receive: Receive,
  signal: AbortSignal,
): Promise<void> {
  const done: string[] = [];
  let met: ReturnType<typeof meetInstallation> | undefined;
  const receiveInstalled: Receive = async (delivery) => {
    met ??= meetInstallation(house, delivery.installationId);
    if ((await met) === 'installed') await receive(delivery);
  };
  try {
    for (const delivery of deliveries) {
      if (signal.aborted) return;
      if ((await handle(house, delivery, receiveInstalled)) === 'done') done.push(delivery.guid);
      // The rest may be deliveries of somebody who has just suspended the App, or taken it away.
      if (delivery.event === HEARD_WHILE_SUSPENDED) return;
    }
  } finally {
    if (done.length > 0) await markDone(house.db, done);
  }
}

async function handle(house: House, delivery: StoredDelivery, receive: Receive): Promise<'done' | 'failed'> {
  const { guid, event, installationId } = delivery;
  const log = house.log.child({ guid, event, installation: installationId });
  try {
    await receive({ guid, event, installationId, body: unpackBody(delivery.packed) });
    house.metrics.delivery('done');
    log.debug('delivery done');
    return 'done';
  } catch (error) {
    const verdict = afterFailure(error, delivery.attempts, house.clock(), Math.random());
    const next =
      verdict.kind === 'again'
        ? ({ state: 'waiting', runAt: verdict.runAt } as const)
        : ({ state: 'dead', runAt: house.clock() } as const);
    await markFailed(house.db, delivery, next, describe(error));
    if (isLimited(error)) await pause(house.db, 'work', installationId, next.runAt, house.clock());
    house.metrics.delivery(verdict.kind === 'again' ? 'failed' : 'dead');
    log.warn({ reason: describe(error), next }, 'delivery failed');
    return 'failed';
  }
}

/** The pause before something that GitHub refused is asked for again, in milliseconds. */
const GIVE_UP_PAUSE = 6 * HOUR;

type Wish = { key: string; seq: number; thing: Thing; attempts: number; guid: string | null };

async function nextThing(house: House, installationId: number): Promise<Wish | undefined> {
  const row = await house.db
    .selectFrom('settles')
    .select(['key', 'seq', 'thing', 'attempts', 'guid'])
    .where('installation_id', '=', installationId)
    .where(ripe(house.clock()))
    .orderBy('rank')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, thing: row.thing as Thing };
}

async function settleOne(
  house: House,
  installationId: number,
  wish: Wish,
  settle: Settle,
  lost: AbortSignal,
): Promise<void> {
  const inHand = houseFor(house, wish.guid, { installation: installationId, thing: wish.key });
  const { log } = inHand;
  try {
    if ((await meetInstallation(house, installationId)) === 'gone') return;
    const plan = await settle(inHand, wish.thing);
    await commit(inHand, installationId, {
      ...plan,
      async write(trx) {
        // Granted before the plan adds its own wishes, which may be for the same thing once more. A wish
        // that was made anew meanwhile has a new seq and stays.
        await trx
          .deleteFrom('settles')
          .where('installation_id', '=', installationId)
          .where('key', '=', wish.key)
          .where('seq', '=', wish.seq)
          .execute();
        await plan.write?.(trx);
        lost.throwIfAborted();
      },
    });
    log.debug({ effects: plan.effects?.map((effect) => effect.kind) }, 'settled');
  } catch (error) {
    // Whoever holds the lock now decides anew.
    if (lost.aborted) return log.warn('settling was broken off: the lock was lost');
    await postpone(house, installationId, wish, error);
    log.warn({ reason: describe(error), err: error }, 'settling failed');
  }
}

async function postpone(house: House, installationId: number, wish: Wish, error: unknown): Promise<void> {
  const now = house.clock();
  const verdict = afterFailure(error, wish.attempts, now, Math.random());
  await house.db
    .updateTable('settles')
    .set({ attempts: wish.attempts + 1, error: describe(error) })
    // What cannot succeed now may be possible later (a permission granted, a repository brought back).
    .set((eb) =>
      verdict.kind === 'again'
        ? { run_at: verdict.runAt, given_up_at: null }
        : { run_at: addMs(now, GIVE_UP_PAUSE), given_up_at: eb.fn.coalesce('given_up_at', eb.val(now)) },
    )
    .where('installation_id', '=', installationId)
    .where('key', '=', wish.key)
    .where('seq', '=', wish.seq)
    .execute();
  if (verdict.kind === 'again' && isLimited(error)) {
    await pause(house.db, 'work', installationId, verdict.runAt, now);
  }
}
