import { type Attempt, isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import { addMs, DAY, isoSeconds, MINUTE } from '../time.ts';
import { describe } from './retry.ts';
import { claim } from './timers.ts';

/** GitHub keeps deliveries for three days ("Redelivering webhooks"). */
const KEPT = 3 * DAY;
/** How many deliveries are asked for again in one round. */
const BOUND = 100;

export const SWEEP_MINUTES = 15;

/** The sweep of a quarter of an hour, on whichever replica comes first. */
export async function sweepOnce(house: House): Promise<void> {
  const quarter = Math.floor(house.clock().getTime() / (SWEEP_MINUTES * MINUTE)) * SWEEP_MINUTES * MINUTE;
  const period = { scopeId: 0, timer: 'sweep', period: isoSeconds(new Date(quarter)) };
  try {
    await claim(house.db, period, house.clock());
  } catch {
    return;
  }
  await sweep(house);
  await forgetOld(house);
}

/** A delivery cannot come again once GitHub has dropped it; its GUID is kept ten times as long. */
async function forgetOld(house: House): Promise<void> {
  await house.db
    .deleteFrom('deliveries')
    .where('state', '=', 'done')
    .where('received_at', '<', addMs(house.clock(), -10 * KEPT))
    .execute();
}

/**
 * Has those deliveries sent again that never arrived: GitHub does not do that by itself ("Handling failed webhook
 * deliveries"). What is left over from a round is found again by the next, which begins where this one was done.
 */
export async function sweep(house: House): Promise<void> {
  try {
    const afterId = await lastSwept(house);
    const attempts = await house.github.hookAttempts({ since: addMs(house.clock(), -KEPT), afterId });
    const missing = await neverArrived(house, attempts);
    const now = missing.slice(0, BOUND);
    for (const attempt of now) await askFor(house, attempt);
    if (now.length > 0) house.log.info({ count: now.length }, 'deliveries asked for again');
    const done = missing.length > BOUND ? now.at(-1)?.id : attempts[0]?.id;
    if (done !== undefined) await recordSwept(house, done);
  } catch (error) {
    house.log.warn({ reason: describe(error) }, 'failed deliveries cannot be looked for');
  }
}

async function askFor(house: House, { id, guid }: Attempt): Promise<void> {
  try {
    await house.github.redeliver(id);
  } catch (error) {
    // GitHub will not send it again, whoever asks: that must not keep the others from coming.
    if (!isRefused(error)) throw error;
    house.log.warn({ guid, reason: describe(error) }, 'a failed delivery cannot be had again');
  }
}

/** One failed attempt for each delivery without a successful one, oldest first. */
async function neverArrived(house: House, attempts: readonly Attempt[]): Promise<Attempt[]> {
  const arrived = new Set(attempts.filter((one) => one.arrived === 'arrived').map((one) => one.guid));
  const failed = new Map(attempts.filter((one) => !arrived.has(one.guid)).map((one) => [one.guid, one]));
  if (failed.size === 0) return [];
  const known = await house.db
    .selectFrom('deliveries')
    .select('guid')
    .where('guid', 'in', [...failed.keys()])
    .where('state', '<>', 'dead')
    .execute();
  for (const { guid } of known) failed.delete(guid);
  return [...failed.values()].sort((a, b) => a.id - b.id);
}

async function lastSwept(house: House): Promise<number> {
  const row = await house.db.selectFrom('sweeps').select('last_id').executeTakeFirst();
  return row?.last_id ?? 0;
}

async function recordSwept(house: House, lastId: number): Promise<void> {
  await house.db
    .insertInto('sweeps')
    .values({ one: 1, last_id: lastId })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ last_id: lastId }))
    .execute();
}
