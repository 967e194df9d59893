import { setImmediate as turn } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';

/** A PGlite that lets the sockets have a turn before each query: by itself it answers in microtasks, which come first. */
export class CourteousPGlite extends PGlite {
  override async _runExclusiveQuery<T>(query: () => Promise<T>): Promise<T> {
    await turn();
    return super._runExclusiveQuery(query);
  }
}
