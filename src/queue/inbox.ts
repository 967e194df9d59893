import type { House } from '../house.ts';
import type { Db } from '../store/index.ts';
import { workable } from './suspension.ts';

/** One webhook as GitHub sent it ("Webhook events and payloads": delivery headers). */
export type Delivery = {
  readonly guid: string;
  readonly event: string;
  readonly installationId: number;
  readonly body: string;
};

export type StoredDelivery = Delivery & { readonly attempts: number };

/** More rows in one INSERT gain nothing; it also bounds what one transaction holds, in deliveries. */
const BATCH = 200;

/**
 * Stores deliveries durably. Those that arrive while a batch is on its way to the disk share the next one,
 * so that the cost of a commit is shared under load and nobody waits for company when it is quiet.
 *
 * A GUID that is known keeps its first body; one that had failed for good is driven again.
 */
export function openInbox(house: Pick<House, 'db' | 'clock' | 'lanes'>) {
  type Waiting = { delivery: Delivery; resolve: () => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let state: 'idle' | 'writing' = 'idle';

  const writeAll = async () => {
    state = 'writing';
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      try {
        await insert(
          house.db,
          batch.map((one) => one.delivery),
          house.clock(),
        );
        for (const one of batch) one.resolve();
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
      for (const id of new Set(batch.map((one) => one.delivery.installationId))) {
        // The tick rings the bell again should this fail: the delivery itself is safe.
        house.lanes.wake('work', id).catch(() => {});
      }
    }
    state = 'idle';
  };

  return {
    /** Resolves once the delivery is stored. */
    store(delivery: Delivery): Promise<void> {
      return new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject });
        if (state === 'idle') void writeAll();
      });
    },
  };
}

export type Inbox = ReturnType<typeof openInbox>;

async function insert(db: Db, deliveries: Delivery[], now: Date): Promise<void> {
  const unique = [...new Map(deliveries.map((delivery) => [delivery.guid, delivery])).values()];
  await db
    .insertInto('deliveries')
    .values(
      unique.map((delivery) => ({
        guid: delivery.guid,
        installation_id: delivery.installationId,
        event: delivery.event,
        body: delivery.body,
        received_at: now,
        state: 'waiting' as const,
        run_at: now,
        error: null,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .column('guid')
        .doUpdateSet({ state: 'waiting', attempts: 0, run_at: now })
        .where('deliveries.state', '=', 'dead'),
    )
    .execute();
}

/** The oldest delivery of an installation that is due, if there is one. */
export async function nextDelivery(
  db: Db,
  installationId: number,
  now: Date,
): Promise<StoredDelivery | undefined> {
  const row = await workable(db)
    .select(['guid', 'event', 'body', 'attempts'])
    .where('installation_id', '=', installationId)
    .where('state', '=', 'waiting')
    .where('run_at', '<=', now)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, installationId };
}

export async function markDone(db: Db, guid: string): Promise<void> {
  // The body has done its duty; the GUID stays, so that the same delivery is known when it comes again.
  await db
    .updateTable('deliveries')
    .set({ state: 'done', body: '', error: null })
    .where('guid', '=', guid)
    .execute();
}

export async function markFailed(
  db: Db,
  delivery: StoredDelivery,
  next: { state: 'waiting' | 'dead'; runAt: Date },
  error: string,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: next.state, run_at: next.runAt, attempts: delivery.attempts + 1, error })
    .where('guid', '=', delivery.guid)
    .execute();
}
