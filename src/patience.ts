import { setTimeout as sleep } from 'node:timers/promises';

/** A question that is not answered after so many times the patience is taken for lost. */
const LOST = 10;

/**
 * Asks without ever waiting for longer than a time, in milliseconds: what fails, or is not answered by then, is
 * nothing. Whoever asks while an answer is still awaited waits for that one, so that no questions pile up; once that
 * one is lost, it is asked anew.
 */
export function impatient<T>(ask: () => Promise<T>, patience: number): () => Promise<T | undefined> {
  let asked: { readonly answer: Promise<T | undefined>; readonly at: number } | undefined;
  const begin = () => {
    const answer = ask()
      .catch(() => undefined)
      .finally(() => {
        if (asked === mine) asked = undefined;
      });
    const mine = { answer, at: performance.now() };
    return mine;
  };
  return () => {
    if (asked && performance.now() - asked.at > LOST * patience) asked = undefined;
    asked ??= begin();
    return Promise.race([asked.answer, sleep(patience, undefined, { ref: false })]);
  };
}
