/** How the promises made around debt were kept in a week: what stands beside its numbers. */
import type { House } from '../house.ts';
import type { Scope } from '../scope/index.ts';
import { type Interruptions, interruptionsIn } from '../shield/index.ts';
import type { Week } from '../time.ts';

export type Promises = { readonly interruptions: Interruptions };

export async function promisesIn(house: House, scope: Scope, week: Week): Promise<Promises> {
  return { interruptions: await interruptionsIn(house.db, scope.id, week) };
}
