import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Deliveries to send. Bodies take turns; only at a steady pace they do not wait for answers. */
export type Load = {
  readonly url: string;
  readonly secret: string;
  readonly event: string;
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly pace:
    | { readonly kind: 'all out'; readonly seconds: number }
    | { readonly kind: 'steady'; readonly perSecond: number; readonly seconds: number }
    | { readonly kind: 'so many'; readonly deliveries: number };
};

/** What became of a load. Only a 2xx acknowledges, as for GitHub ("Handling webhook deliveries"). */
export type Outcome = {
  /** The GUIDs. */
  readonly acknowledged: readonly string[];
  readonly failed: number;
  readonly seconds: number;
  /** From the time at which a delivery was due until its answer or its failure, in milliseconds. */
  readonly median: number;
  readonly p99: number;
};

/** Delivers from a process of its own. @throws where that process ends without an outcome */
export async function deliver(load: Load, cleanup: AsyncDisposableStack): Promise<Outcome> {
  const child = fork(new URL('./load.ts', import.meta.url), { execArgv: [] });
  cleanup.defer(() => void child.kill('SIGKILL'));
  child.send(load);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the load ended with ${code} and no outcome`);
  });
  ended.catch(() => {});
  const [outcome] = await Promise.race([once(child, 'message'), ended]);
  return outcome as Outcome;
}

/** Acknowledged deliveries a second. @throws where one was refused: what fails fast is not fast */
export function rateOf({ acknowledged, failed, seconds }: Outcome): number {
  if (failed > 0) throw new Error(`${failed} deliveries were not acknowledged`);
  return acknowledged.length / seconds;
}
