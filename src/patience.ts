import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks without ever waiting for longer than a time, in milliseconds: what fails, or is not answered by then, is
 * nothing. Whoever asks while an answer is still awaited waits for that one, so that no questions pile up.
 */
export function impatient<T>(ask: () => Promise<T>, patience: number): () => Promise<T | undefined> {
  let asked: Promise<T | undefined> | undefined;
  return () => {
    asked ??= ask()
      .catch(() => undefined)
      .finally(() => {
        asked = undefined;
      });
    return Promise.race([asked, sleep(patience, undefined, { ref: false })]);
  };
}
