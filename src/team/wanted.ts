import { rotaAt } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';

/** Somebody on duty in a rotation whose people a team is to hold, and until when the shift lasts. */
export type Wanted = { readonly login: string; readonly until: Date };

/** Who is to be in a team now, whoever covers included, by login in lower case; of several rotations the later end. */
export async function wantedIn(
  db: Db,
  scope: Scope,
  team: string,
  now: Date,
): Promise<ReadonlyMap<string, Wanted>> {
  const wanted = new Map<string, Wanted>();
  for (const rotation of scope.config.rotations.filter((one) => one.team === team)) {
    const { current } = await rotaAt(db, scope.id, rotation, now);
    for (const login of current?.onDuty ?? []) {
      const key = login.toLowerCase();
      const known = wanted.get(key);
      const until = current?.end ?? now;
      if (!known || known.until < until) wanted.set(key, { login, until });
    }
  }
  return wanted;
}
