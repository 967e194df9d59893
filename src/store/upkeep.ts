import type { PGlite } from '@electric-sql/pglite';
import { MINUTE } from '../time.ts';

/** As often as a PostgreSQL server looks for what to vacuum ("Automatic Vacuuming": `autovacuum_naptime`). */
const EVERY = MINUTE;

/**
 * Does for a folder what a PostgreSQL server does in the background and PGlite, a lone process, never does. Without
 * checkpoints its write-ahead log grows until it is closed, and a start after a crash replays all of it; without
 * vacuum the space of what was deleted is not used again. Source: PostgreSQL's documentation, "WAL Configuration"
 * and "Routine Vacuuming".
 *
 * @returns how to stop it
 */
export function keepTidy(pglite: PGlite): () => Promise<void> {
  let running = Promise.resolve();
  const tidy = async () => {
    await pglite.exec('vacuum');
    await pglite.exec('checkpoint');
  };
  const timer = setInterval(() => {
    // What hinders this, a full disk say, hinders whoever writes, and they say so.
    running = running.then(tidy).catch(() => {});
  }, EVERY);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
