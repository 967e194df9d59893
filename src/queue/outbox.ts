/**
 * The lane in which decisions become changes on GitHub, one at a time per installation. An effect that has
 * to wait holds up only what is aimed at the same target, in the order in which it was wanted.
 */

import { sql } from 'kysely';
import { isRefused, isUnanswered } from '../github/index.ts';
import { type House, houseFor } from '../house.ts';
import type { Db } from '../store/index.ts';
import { beginEffect, endEffect } from './begun.ts';
import { countWrite, kindOf, nextSlot } from './budget.ts';
import { commitIn } from './commit.ts';
import { dueEffects } from './due.ts';
import type { Drain } from './lanes.ts';
import { pause, rests } from './pause.ts';
import { perform } from './perform.ts';
import { type Effect, effectKey, type Thing } from './plan.ts';
import { afterFailure, describe, Hopeless, isLimited } from './retry.ts';
import { isRipe } from './ripe.ts';

type Pending = {
  id: number;
  target: string;
  version: number;
  effect: Effect;
  attempts: number;
  createdAt: Date;
  begunBefore: Date | null;
  guid: string | null;
};

/** How far the lane looks ahead for what matters most, in effects. */
const LOOK_AHEAD = 5000;

/** What nobody may read any more goes first, then what people wait for: who is on duty, whose an issue is, the numbers. */
const order: Record<Effect['kind'], number> = {
  retelling: 0,
  announcement: 1,
  check: 1,
  opening: 1,
  comment: 2,
  reply: 2,
  reaction: 2,
  assign: 2,
  unassign: 2,
  reassign: 2,
  label: 2,
  state: 2,
  milestone: 2,
  milestoned: 2,
  join: 2,
  leave: 2,
  dashboard: 3,
  retirement: 3,
};

export function outboxLane(house: House): Drain {
  return async (installationId, signal) => {
    while (!signal.aborted) {
      if (await rests(house.db, 'outbox', installationId, house.clock())) return;
      const pending = await nextEffect(house, installationId);
      if (!pending) return;
      const begun = await takeUp(house, installationId, pending);
      if (begun !== 'not now') await carryOut(house, installationId, pending, begun);
    }
  };
}

type Target = { head: number; rank: number; runAt: Date };

/** The first effect of the target that matters most; a target matters as much as what waits for it. */
async function nextEffect(house: House, installationId: number): Promise<Pending | undefined> {
  const rows = await house.db
    .selectFrom('effects')
    .select(['id', 'target', 'run_at', sql<Effect['kind']>`effect->>'kind'`.as('kind')])
    .where('installation_id', '=', installationId)
    .where('state', '=', 'pending')
    .orderBy('id')
    .limit(LOOK_AHEAD)
    .execute();
  const targets = new Map<string, Target>();
  for (const row of rows) {
    const target = targets.get(row.target) ?? { head: row.id, rank: order[row.kind], runAt: row.run_at };
    targets.set(row.target, { ...target, rank: Math.min(target.rank, order[row.kind]) });
  }
  const now = house.clock();
  const due = [...targets.values()].filter(({ runAt }) => isRipe(runAt, now));
  const first = due.sort((a, b) => a.rank - b.rank || a.head - b.head)[0];
  if (first) return effectById(house, first.head);
  return rows.length < LOOK_AHEAD ? undefined : dueFurtherOn(house, installationId, now);
}

/** So much waits for its time that what is due stands beyond it: then the first of that. */
async function dueFurtherOn(house: House, installationId: number, now: Date): Promise<Pending | undefined> {
  const row = await dueEffects(house.db, now)
    .select('effects.id')
    .where('effects.installation_id', '=', installationId)
    .orderBy('effects.id')
    .limit(1)
    .executeTakeFirst();
  return row && effectById(house, row.id);
}

async function effectById(house: House, id: number): Promise<Pending | undefined> {
  const row = await house.db
    .selectFrom('effects')
    .select(['id', 'target', 'version', 'effect', 'attempts', 'created_at as createdAt', 'guid'])
    .select('begun_at as begunBefore')
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...row, effect: row.effect as Effect };
}

/** When an attempt began; one that asks GitHub for nothing needs no such time. */
type Begun = Date | 'nothing to ask';

/** Takes an effect's share of GitHub's budget, or puts the effect off: until there is one, or another attempt is over. */
async function takeUp(house: House, installationId: number, pending: Pending): Promise<Begun | 'not now'> {
  const kind = await kindOf(house.db, pending.effect);
  if (kind === 'nothing') return 'nothing to ask';
  const now = house.clock();
  return house.db.transaction().execute(async (trx) => {
    // Held fast: what was called back, or forgotten with its installation, is not counted.
    const wanted = trx.selectFrom('effects').select('id').where('id', '=', pending.id).forUpdate();
    if (!(await wanted.executeTakeFirst())) return 'not now';
    const putOff = async (until: Date) => {
      await trx.updateTable('effects').set({ run_at: until }).where('id', '=', pending.id).execute();
      house.metrics.effect(pending.effect.kind, 'put_off');
      return 'not now' as const;
    };
    const slot = await nextSlot(trx, installationId, kind, now);
    if (slot > now) return putOff(slot);
    const begun = await beginEffect(trx, pending.id, now);
    if ('wait' in begun) return putOff(begun.wait);
    await countWrite(trx, installationId, kind, now);
    return begun.at;
  });
}

async function carryOut(house: House, installationId: number, pending: Pending, begun: Begun): Promise<void> {
  const { effect, target, guid } = pending;
  const inHand = houseFor(house, guid, { installation: installationId, effect: effect.kind, target });
  const { log, metrics } = inHand;
  try {
    await finish(inHand, installationId, pending, begun, await perform(inHand, installationId, pending));
    metrics.effect(effect.kind, 'made');
    log.info('effect made');
  } catch (error) {
    metrics.effect(effect.kind, await giveWay(inHand, installationId, pending, error));
    log.warn({ reason: describe(error) }, 'effect failed');
    // What may still be under way is let finish, as after a crash.
    if (begun !== 'nothing to ask' && !isUnanswered(error)) await endEffect(house.db, pending.id, begun);
  }
}

/** Done, unless something newer was wanted for the same spot while this was on its way. */
async function finish(
  house: House,
  installationId: number,
  pending: Pending,
  begun: Begun,
  settle: Thing[],
): Promise<void> {
  await house.db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('effects')
      .where('id', '=', pending.id)
      .where('version', '=', pending.version)
      .executeTakeFirst();
    if (numDeletedRows === 0n && begun !== 'nothing to ask') await endEffect(trx, pending.id, begun);
    await forgetDead(trx, installationId, pending);
    await commitIn(house, trx, installationId, { settle });
  });
  if (settle.length > 0) await house.lanes.wake('work', installationId);
}

/** @returns whether it is tried again or was given up */
async function giveWay(
  house: House,
  installationId: number,
  pending: Pending,
  error: unknown,
): Promise<'again' | 'dead'> {
  const verdict = afterFailure(error, pending.attempts, house.clock(), Math.random());
  const set = { attempts: pending.attempts + 1, error: describe(error) };
  if (verdict.kind === 'never') {
    await forgetDead(house.db, installationId, pending);
    await house.db
      .updateTable('effects')
      .set({ ...set, state: 'dead', run_at: house.clock() })
      .where('id', '=', pending.id)
      .where('version', '=', pending.version)
      .execute();
    const ours = !isRefused(error) && !(error instanceof Hopeless);
    if (ours) house.log.error({ reason: describe(error) }, 'effect given up');
    return 'dead';
  }
  await house.db
    .updateTable('effects')
    .set({ ...set, run_at: verdict.runAt })
    .where('id', '=', pending.id)
    .where('version', '=', pending.version)
    .execute();
  if (isLimited(error)) await pause(house.db, 'outbox', installationId, verdict.runAt, house.clock());
  return 'again';
}

/** What was given up for the same spot before is overtaken: driven again, it would undo what is newer. */
async function forgetDead(db: Db, installationId: number, pending: Pending): Promise<void> {
  await db
    .deleteFrom('effects')
    .where('installation_id', '=', installationId)
    .where('key', '=', effectKey(pending.effect))
    .where('state', '=', 'dead')
    .execute();
}
