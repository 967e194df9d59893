import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { House } from '../house.ts';
import type { Db } from '../store/index.ts';
import { packBody } from './body.ts';
import { workable } from './installations.ts';
import { ripe } from './ripe.ts';

/** One webhook as GitHub sent it ("Webhook events and payloads": delivery headers). */
export type Delivery = {
  readonly guid: string;
  readonly event: string;
  readonly installationId: number;
  /** UTF-8. */
  readonly body: Buffer;
};

export type StoredDelivery = Omit<Delivery, 'body'> & {
  readonly packed: string;
  readonly attempts: number;
};

/** More rows in one INSERT gain nothing; it also bounds what one transaction holds, in deliveries. */
const BATCH = 200;
/** How much may wait to be stored, in bytes: a database that is mute would have the memory fill up. */
const WAITING_LIMIT = 64 * 1024 * 1024;
/** How much is taken from the inbox at once, in bytes as it is kept; one delivery at least. */
const TAKEN_LIMIT = 4 * 1024 * 1024;
/** How long work gives way to those at the door, and how often it looks, in milliseconds. */
const GIVE_WAY = 200;
const LOOK = 5;

/**
 * Stores deliveries durably. Those that arrive while a batch is on its way to the disk share the next one,
 * so that the cost of a commit is shared under load and nobody waits for company when it is quiet.
 *
 * A GUID that is known keeps its first body; one that had failed for good is driven again.
 */
export function openInbox(house: Pick<House, 'db' | 'clock' | 'lanes' | 'log' | 'metrics'>) {
  type Waiting = { delivery: Delivery; resolve: () => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let writing = false;
  /** What waits, and what is on its way to the disk. */
  let bytes = 0;

  const writeAll = async () => {
    writing = true;
    while (waiting.length > 0) {
      // Those who are answered now send their next before long: a batch that is begun at once leaves half of them out.
      await turn();
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      await write(batch);
    }
    writing = false;
  };
  const write = async (batch: Waiting[]) => {
    const deliveries = batch.map((one) => one.delivery);
    try {
      const stored = await insert(house.db, deliveries, house.clock());
      house.metrics.delivery('stored', stored);
      house.metrics.delivery('duplicate', batch.length - stored);
      for (const { delivery, resolve } of batch) {
        const { guid, event, installationId: installation } = delivery;
        house.log.debug({ guid, event, installation }, 'delivery stored');
        resolve();
      }
    } catch (error) {
      for (const one of batch) one.reject(error);
    }
    for (const id of new Set(deliveries.map((one) => one.installationId))) {
      // The tick rings the bell again should this fail: the delivery itself is safe.
      house.lanes.wake('work', id).catch(() => {});
    }
  };

  return {
    /** Resolves once the delivery is stored, or at once where too much waits for that already. */
    async store(delivery: Delivery): Promise<'stored' | 'full'> {
      const { length } = delivery.body;
      if (bytes + length > WAITING_LIMIT) return 'full';
      bytes += length;
      try {
        await new Promise<void>((resolve, reject) => {
          waiting.push({ delivery, resolve, reject });
          if (!writing) void writeAll();
        });
        return 'stored';
      } finally {
        bytes -= length;
      }
    },
    /** Comes back when nobody waits at the door, and soon anyway: GitHub waits ten seconds, and what is stored can. */
    async calm(): Promise<void> {
      for (let waited = 0; writing && waited < GIVE_WAY; waited += LOOK) await sleep(LOOK);
    },
  };
}

export type Inbox = ReturnType<typeof openInbox>;

/** One statement of one shape, whatever the number of rows. @returns how many were new, or are driven again */
async function insert(db: Db, deliveries: readonly Delivery[], now: Date): Promise<number> {
  const unique = [...new Map(deliveries.map((delivery) => [delivery.guid, delivery])).values()];
  const guids = unique.map(({ guid }) => guid);
  const installations = unique.map(({ installationId }) => installationId);
  const events = unique.map(({ event }) => event);
  const bodies = unique.map(({ body }) => packBody(body));
  const { numAffectedRows } = await sql`
    insert into deliveries (guid, installation_id, event, body, received_at, state, run_at)
    select guid, installation_id, event, body, ${now}, 'waiting', ${now}
    from unnest(${guids}::text[], ${installations}::bigint[], ${events}::text[], ${bodies}::text[])
      as arrived (guid, installation_id, event, body)
    on conflict (guid) do update set state = 'waiting', attempts = 0, run_at = excluded.run_at
      where deliveries.state = 'dead'`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** The oldest deliveries of an installation that are due, as many as can be held at once. */
export async function nextDeliveries(
  db: Db,
  installationId: number,
  now: Date,
  limit: number,
): Promise<StoredDelivery[]> {
  const oldest = workable(db)
    .select([
      'seq',
      'guid',
      'event',
      'body as packed',
      'attempts',
      sql<number>`pg_column_size(body)`.as('size'),
    ])
    .where('installation_id', '=', installationId)
    .where('state', '=', 'waiting')
    .where(ripe(now))
    .orderBy('seq')
    .limit(limit);
  const summed = db
    .selectFrom(oldest.as('oldest'))
    .selectAll()
    .select(sql<number>`sum(size) over (order by seq) - size`.as('before'));
  const rows = await db
    .selectFrom(summed.as('summed'))
    .select(['guid', 'event', 'packed', 'attempts'])
    .where('before', '<', TAKEN_LIMIT)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ ...row, installationId }));
}

/** When a delivery arrived first; undefined of one that is not known any more. */
export async function arrivalOf(db: Db, guid: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select('received_at')
    .where('guid', '=', guid)
    .executeTakeFirst();
  return row?.received_at;
}

export async function markDone(db: Db, guids: readonly string[]): Promise<void> {
  // The body has done its duty; the GUID stays, so that the same delivery is known when it comes again.
  await db
    .updateTable('deliveries')
    .set({ state: 'done', body: '', error: null })
    .where('guid', 'in', guids)
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
    // What somebody else has done meanwhile stays done.
    .where('state', '=', 'waiting')
    .execute();
}
