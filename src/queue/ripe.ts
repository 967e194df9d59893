/**
 * When what was put off is due. No pause is longer than a day (see `afterFailure`): a time that is further ahead was set
 * by a clock that ran ahead and has been set back since, and is not waited for.
 */
import { sql } from 'kysely';
import { addMs, DAY } from '../time.ts';

export function isRipe(runAt: Date, now: Date): boolean {
  return runAt <= now || runAt > addMs(now, DAY);
}

/** The same, of a table's `run_at`. */
export function ripe(now: Date) {
  return sql<boolean>`(run_at <= ${now} or run_at > ${addMs(now, DAY)})`;
}
