import { issueKey, type OwnedDebt } from '../debt/index.ts';
import type { House } from '../house.ts';
import { isAmong } from '../logins.ts';
import { memberAt, presentAt } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import { type Quiet, unasked } from './quiet.ts';
import type { quietIn } from './records.ts';

/** What one day's round is about. */
export type Round = {
  readonly scope: Scope;
  readonly owned: readonly OwnedDebt[];
  readonly quiet: Awaited<ReturnType<typeof quietIn>>;
  readonly now: Date;
};

export function quietOf({ quiet }: Round, debt: OwnedDebt): Quiet {
  return quiet.get(issueKey(debt)) ?? unasked;
}

/** Whether nobody who has it could answer: all of them are away. Of whoever is on no roster, or left it, nobody can say. */
export async function areAway(house: House, { scope, now }: Round, debt: OwnedDebt): Promise<boolean> {
  const { rotation, owners } = debt;
  const there = await presentAt(house.db, scope.id, rotation, now);
  return owners.every((login) => memberAt(rotation, login, now) && !isAmong(there, login));
}
