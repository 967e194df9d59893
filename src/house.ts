import type { Logger } from 'pino';
import type { GitHub } from './github/index.ts';
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
};
