/**
 * The lane in which decisions become changes on GitHub, one at a time per installation. An effect that has
 * to wait holds up only what is aimed at the same target, in the order in which it was wanted.
 */

import { GitHubError, isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import { commitIn } from './commit.ts';
import type { Drain } from './lanes.ts';
import { perform } from './perform.ts';
import { type Effect, effectKey, type Thing } from './plan.ts';
import { afterFailure, describe } from './retry.ts';
import { isSuspended } from './suspension.ts';

type Pending = {
  id: number;
  target: string;
  version: number;
  effect: Effect;
  attempts: number;
  run_at: Date;
};

/** How far the lane looks ahead for something that need not wait, in effects. */
const LOOK_AHEAD = 200;

export function outboxLane(house: House): Drain {
  return async (installationId, signal) => {
    while (!signal.aborted) {
      if (await isSuspended(house.db, installationId)) return;
      const pending = await nextEffect(house, installationId);
      if (!pending) return;
      await carryOut(house, installationId, pending);
    }
  };
}

async function nextEffect(house: House, installationId: number): Promise<Pending | undefined> {
  const rows = await house.db
    .selectFrom('effects')
    .select(['id', 'target', 'version', 'effect', 'attempts', 'run_at'])
    .where('installation_id', '=', installationId)
    .where('state', '=', 'pending')
    .orderBy('id')
    .limit(LOOK_AHEAD)
    .execute();
  const now = house.clock();
  const heldUp = new Set<string>();
  for (const row of rows) {
    if (row.run_at <= now && !heldUp.has(row.target)) return { ...row, effect: row.effect as Effect };
    heldUp.add(row.target);
  }
  return undefined;
}

async function carryOut(house: House, installationId: number, pending: Pending): Promise<void> {
  const { effect } = pending;
  const log = house.log.child({ installation: installationId, effect: effect.kind, target: pending.target });
  try {
    await finish(house, installationId, pending, await perform(house, installationId, effect));
    log.info('effect made');
  } catch (error) {
    await giveWay(house, installationId, pending, error);
    log.warn({ reason: describe(error) }, 'effect failed');
  }
}

/** Done, unless something newer was wanted for the same spot while this was on its way. */
async function finish(
  house: House,
  installationId: number,
  pending: Pending,
  settle: Thing[],
): Promise<void> {
  await house.db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('effects')
      .where('id', '=', pending.id)
      .where('version', '=', pending.version)
      .execute();
    await commitIn(trx, installationId, { settle }, house.clock());
  });
  if (settle.length > 0) await house.lanes.wake('work', installationId);
}

async function giveWay(
  house: House,
  installationId: number,
  pending: Pending,
  error: unknown,
): Promise<void> {
  const verdict = afterFailure(error, pending.attempts, house.clock(), Math.random());
  const set = { attempts: pending.attempts + 1, error: describe(error) };
  if (verdict.kind === 'never') {
    await forgetDead(house, installationId, pending);
    await house.db
      .updateTable('effects')
      .set({ ...set, state: 'dead' })
      .where('id', '=', pending.id)
      .where('version', '=', pending.version)
      .execute();
    if (!isRefused(error)) house.log.error({ reason: describe(error) }, 'effect given up');
    return;
  }
  await house.db
    .updateTable('effects')
    .set({ ...set, run_at: verdict.runAt })
    .where('id', '=', pending.id)
    .execute();
  if (error instanceof GitHubError && error.meaning.kind === 'limited') {
    await pauseOutbox(house, installationId, verdict.runAt);
  }
}

/** Of what was given up for the same spot before, the last is enough. */
async function forgetDead(house: House, installationId: number, pending: Pending): Promise<void> {
  await house.db
    .deleteFrom('effects')
    .where('installation_id', '=', installationId)
    .where('key', '=', effectKey(pending.effect))
    .where('state', '=', 'dead')
    .execute();
}

/** GitHub asked this installation to slow down: nothing of it leaves before then. */
async function pauseOutbox(house: House, installationId: number, until: Date): Promise<void> {
  await house.db
    .updateTable('effects')
    .set({ run_at: until })
    .where('installation_id', '=', installationId)
    .where('state', '=', 'pending')
    .where('run_at', '<', until)
    .execute();
}
