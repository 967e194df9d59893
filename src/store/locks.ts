import pg from 'pg';
import { lineTo } from './line.ts';

/**
 * Locks that end with whoever holds them, however that ends: a process that dies takes none of them along. Keys are
 * whole numbers below 2^53.
 */
export type Locks = {
  hold(key: number): Promise<Hold | 'taken'>;
  close(): Promise<void>;
};

type Hold = {
  /** Is aborted when the connection broke and the lock with it: somebody else may hold it now. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
};

/** Where one process has the store for itself, nobody has to be kept out. */
export const noLocks: Locks = {
  hold: async () => ({ lost: new AbortController().signal, release: async () => {} }),
  close: async () => {},
};

/** A peer whose machine is gone is noticed after 25 seconds, not hours (PostgreSQL, "Connections: TCP settings"). */
const KEEPALIVES =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

type Session = { readonly client: Promise<pg.Client>; readonly lost: AbortController };

/**
 * Session-level advisory locks on a connection of their own (PostgreSQL, "Advisory Locks"): the server lets go of them
 * when the connection ends. A pooler that lends a session to a transaction at a time must not stand in between.
 *
 * @param silence after which the connection, and every lock on it, counts as lost, in milliseconds
 */
export function openLocks(connectionString: string, silence: number): Locks {
  let session: Session | undefined;

  const connect = (): Session => {
    const client = new pg.Client(lineTo(connectionString, silence));
    const lost = new AbortController();
    const ready = client
      .connect()
      .then(() => client.query(KEEPALIVES))
      .then(() => client);
    const mine = { client: ready, lost };
    const alive = setInterval(() => {
      // A lock may be held for long without a word. Where no answer comes, the line breaks.
      client.query('select').catch(() => {});
    }, silence / 2).unref();
    const broken = () => {
      clearInterval(alive);
      lost.abort();
      if (session === mine) session = undefined;
    };
    client.on('error', broken).on('end', broken);
    ready.catch(broken);
    return mine;
  };

  return {
    async hold(key) {
      session ??= connect();
      const { client, lost } = session;
      const held = await (await client).query('select pg_try_advisory_lock($1) as held', [key]);
      if (!held.rows[0].held) return 'taken';
      return {
        lost: lost.signal,
        async release() {
          if (!lost.signal.aborted) await (await client).query('select pg_advisory_unlock($1)', [key]);
        },
      };
    },
    async close() {
      const open = await session?.client.catch(() => undefined);
      await open?.end();
    },
  };
}
