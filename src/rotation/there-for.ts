import type { Config } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { merge, outside } from './availability.ts';
import { isAvailable, queueOf } from './queue.ts';
import { recordedAbsences } from './records.ts';

const ALWAYS = [{ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }];

/**
 * Who of some people is there for more than half of a stretch of time: not away by the file or by their own word and,
 * where they are on a roster, on it then. In the order given.
 */
export async function thereFor(
  db: Db,
  scopeId: number,
  { rotations }: Config,
  logins: readonly string[],
  { start, end }: { readonly start: Date; readonly end: Date },
): Promise<string[]> {
  const absences = await recordedAbsences(db, scopeId);
  const onRosters = rotations.flatMap((rotation) =>
    [...queueOf(rotation, { shifts: [], absences }).values()].flatMap(({ people }) => people),
  );
  const known = Map.groupBy(onRosters, ({ login }) => login.toLowerCase());
  const away = Map.groupBy(absences, ({ login }) => login.toLowerCase());
  return logins.filter((login) => {
    const key = login.toLowerCase();
    const gone = (away.get(key) ?? []).map(({ from, to }) => ({ start: from.getTime(), end: to.getTime() }));
    const theirs = known.get(key)?.flatMap(({ present }) => present);
    const present = theirs ? merge(theirs) : outside(ALWAYS, merge(gone));
    return isAvailable(present, { start: start.getTime(), end: end.getTime() });
  });
}
