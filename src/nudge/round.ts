import { peopleOf, type Rotation } from '../config/index.ts';
import { issueKey, type OwnedDebt } from '../debt/index.ts';
import type { House } from '../house.ts';
import { isAmong } from '../logins.ts';
import { presentAt } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import { localDay } from '../time.ts';
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
  return owners.every((login) => isOnRosterAt(rotation, login, now) && !isAmong(there, login));
}

function isOnRosterAt({ roster, timezone }: Rotation, login: string, at: Date): boolean {
  const day = localDay(at, timezone);
  return roster.some((member) => {
    const { from = day, to = day } = member;
    return isAmong(peopleOf(member), login) && from <= day && day <= to;
  });
}
