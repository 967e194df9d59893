import type { Logger } from 'pino';
import { describe } from './queue/index.ts';

/** How often it is asked whether the trouble is over, in milliseconds. */
const LOOK = 1000;

type Trouble = { tell(error: unknown): void; stop(): void };

/**
 * Tells of errors that come by the dozen while the database is down: the first at once, then their number now and
 * then, and when it is over.
 *
 * @param works whether all is well again; a rejection says that it is not
 * @param pause between two tellings, in milliseconds
 */
export function tellTrouble(
  log: Pick<Logger, 'error' | 'info'>,
  works: () => Promise<boolean>,
  pause: number,
): Trouble {
  let looking: NodeJS.Timeout | undefined;
  let untold = 0;
  let reason = '';
  let toldAt = 0;
  const say = () => {
    log.error({ reason, ...(untold > 1 ? { count: untold } : {}) }, 'queue error');
    untold = 0;
    toldAt = performance.now();
  };
  const stop = () => {
    clearTimeout(looking);
    looking = undefined;
  };
  const look = async () => {
    const over = untold === 0 && (await works().catch(() => false));
    // Stopped, or in trouble again meanwhile.
    if (looking === undefined) return;
    if (over && untold === 0) {
      stop();
      log.info('the queue works again');
      return;
    }
    if (untold > 0 && performance.now() - toldAt >= pause) say();
    lookLater();
  };
  const lookLater = () => {
    looking = setTimeout(() => void look(), LOOK).unref();
  };
  return {
    tell(error) {
      untold += 1;
      reason = describe(error);
      if (looking !== undefined) return;
      say();
      lookLater();
    },
    stop,
  };
}
