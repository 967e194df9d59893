import type { Bindings, Logger } from 'pino';
import type { GitHub } from './github/index.ts';
import type { Metrics } from './metrics/index.ts';
import type { Lanes } from './queue/lanes.ts';
import type { Db } from './store/index.ts';
import type { Clock } from './time.ts';

/** The parts that every room works with, put together once in `main.ts`. */
export type House = {
  readonly db: Db;
  readonly github: GitHub;
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** The GUID of the delivery that led to the work in hand; null where time led to it. */
  readonly cause: string | null;
};

/** The house for one piece of work: what it logs, and what it leads to, carries the GUID of its delivery. */
export function houseFor(house: House, cause: string | null, about: Bindings): House {
  const log = house.log.child({ ...(cause === null ? {} : { guid: cause }), ...about });
  return { ...house, cause, log };
}
