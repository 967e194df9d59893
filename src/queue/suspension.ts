import type { Db } from '../store/index.ts';

/** The event that ends a suspension comes in while everything else rests. */
const HEARD_WHILE_SUSPENDED = 'installation';

/** Takes down whether GitHub lets the App work for an installation ("Suspending a GitHub App installation"). */
export async function setSuspended(
  db: Db,
  installationId: number,
  state: 'active' | 'suspended',
): Promise<void> {
  await db
    .insertInto('installations')
    .values({ id: installationId, state })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ state }))
    .execute();
}

export function suspended(db: Db) {
  return db.selectFrom('installations').select('id').where('state', '=', 'suspended');
}

export async function isSuspended(db: Db, installationId: number): Promise<boolean> {
  return (await suspended(db).where('id', '=', installationId).executeTakeFirst()) !== undefined;
}

/** The deliveries that may be worked off: all of an active installation, of a suspended one what may end it. */
export function workable(db: Db) {
  return db
    .selectFrom('deliveries')
    .where((eb) =>
      eb.or([eb('event', '=', HEARD_WHILE_SUSPENDED), eb('installation_id', 'not in', suspended(db))]),
    );
}
