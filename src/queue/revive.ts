import type { Db } from '../store/index.ts';

/**
 * What GitHub refused for good is wished for once more: a permission may have been granted since, a repository
 * brought back. Where something newer waits for the same spot, that stands.
 */
export async function reviveEffects(db: Db, installationId: number, now: Date): Promise<void> {
  const pending = db
    .selectFrom('effects')
    .select('key')
    .where('installation_id', '=', installationId)
    .where('state', '=', 'pending');
  await db
    .updateTable('effects')
    .set({ state: 'pending', attempts: 0, run_at: now })
    .where('installation_id', '=', installationId)
    .where('state', '=', 'dead')
    .where('key', 'not in', pending)
    .execute();
}
