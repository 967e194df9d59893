import { Socket } from 'node:net';
import type pg from 'pg';

/** How long a connection may be silent, in milliseconds. */
export type Silence = { readonly queries: number; readonly locks: number };

/** Less than the server takes to give up a peer that is gone, and its locks with it (see `locks.ts`). */
const LOCKS = 20_000;
/** No query of the daily work takes that long; a connection without any is closed before by its pool. */
export const AT_WORK: Silence = { queries: 30_000, locks: LOCKS };
/** A migration, a dump or a restore may be at one statement for minutes. */
export const AT_UPKEEP: Silence = { queries: 10 * 60_000, locks: LOCKS };

/** How long it may take until a connection is there, in milliseconds. */
const CONNECTING = 10_000;
/** After how long without traffic the system begins to ask whether the peer is there, in milliseconds. */
const PROBE_AFTER = 10_000;

/**
 * How to connect so that a connection that dies without a word (a firewall dropped it, the peer's machine is gone) is
 * noticed. TCP's own probes find it where nothing is under way, but not while sent bytes await their acknowledgement,
 * which may take a quarter of an hour; so the socket is destroyed once nothing went over it for `silence`
 * milliseconds. Whoever waits for an answer is told, and no pool takes such a connection again. The deadline stands on
 * the socket and not on each query: a query that was only given up would leave its connection in the pool.
 */
export function lineTo(connectionString: string, silence: number) {
  return {
    connectionString,
    keepAlive: true,
    keepAliveInitialDelayMillis: PROBE_AFTER,
    connectionTimeoutMillis: CONNECTING,
    stream: () => {
      const socket = new Socket();
      const tooLong = () => socket.destroy(new Error(`the database said nothing for ${silence / 1000} s`));
      return socket.setTimeout(silence, tooLong);
    },
  } satisfies pg.ClientConfig;
}
