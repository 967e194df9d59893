import type { Db } from '../store/index.ts';

/**
 * What GitHub refused for good is wished for once more: a permission may have been granted since, a repository
 * brought back. Where something newer waits for the same spot, that stands.
 *
 * @param which all of an installation's, or a single one
 * @returns the installations for which something came back
 */
export async function reviveEffects(
  db: Db,
  which: { installationId: number } | { id: number },
  now: Date,
): Promise<number[]> {
  const revived = await db
    .updateTable('effects')
    .set({ state: 'pending', attempts: 0, run_at: now })
    .where((eb) =>
      'id' in which ? eb('id', '=', which.id) : eb('installation_id', '=', which.installationId),
    )
    .where('state', '=', 'dead')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('effects as newer')
            .select('newer.id')
            .whereRef('newer.installation_id', '=', 'effects.installation_id')
            .whereRef('newer.key', '=', 'effects.key')
            .where('newer.state', '=', 'pending'),
        ),
      ),
    )
    .returning('installation_id')
    .execute();
  return revived.map((row) => row.installation_id);
}

/** @returns the installation of the dead delivery that is driven again, if there was one */
export async function reviveDelivery(db: Db, guid: string, now: Date): Promise<number | undefined> {
  const revived = await db
    .updateTable('deliveries')
    .set({ state: 'waiting', attempts: 0, run_at: now })
    .where('guid', '=', guid)
    .where('state', '=', 'dead')
    .returning('installation_id')
    .executeTakeFirst();
  return revived?.installation_id;
}

/** @returns the installation of the given-up thing that is settled again, if there was one */
export async function reviveSettle(db: Db, seq: number, now: Date): Promise<number | undefined> {
  const revived = await db
    .updateTable('settles')
    .set({ run_at: now, attempts: 0, given_up_at: null })
    .where('seq', '=', seq)
    .where('given_up_at', 'is not', null)
    .returning('installation_id')
    .executeTakeFirst();
  return revived?.installation_id;
}
