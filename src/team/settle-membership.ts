import type { House } from '../house.ts';
import { nothing, type Plan, type Thing } from '../queue/index.ts';
import { repositoryById } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import {
  forgetMembership,
  type Membership,
  membershipsOf,
  organisationScopes,
  recordMembership,
  recordTeam,
  teamsOf,
} from './records.ts';

type Answered = Extract<Thing, { kind: 'membership' }>;

/** Takes down what GitHub answered to a change of a team's members. */
export async function settleMembership(house: House, answered: Answered): Promise<Plan> {
  const { scopeId, team } = answered;
  const login = answered.login.toLowerCase();
  const known = (await membershipsOf(house.db, scopeId)).find(
    (one) => one.team === team && one.login === login,
  );
  const after = membershipAfter(answered, known, house.clock());
  if (after === 'as it is') return nothing;
  // Decided otherwise while this was on its way.
  const isOvertaken = answered.change === 'join' ? !known : known?.state === 'added';
  const again: Thing[] = isOvertaken && answered.became !== 'refused' ? [{ kind: 'teams', scopeId }] : [];
  const others = answered.became === 'left' ? await otherScopes(house, scopeId) : [];
  return {
    async write(db) {
      if (after) await recordMembership(db, scopeId, { ...after, team, login });
      else await forgetMembership(db, scopeId, { team, login });
      if (answered.became === 'left') await takeOffList(db, scopeId, team, login);
    },
    settle: [...again, ...others, { kind: 'dashboard', scopeId }],
  };
}

/** The organisation's file may have moved to its other repository: whom the old scope takes off the new one may want. */
async function otherScopes({ db }: House, scopeId: number): Promise<Thing[]> {
  const holder = await repositoryById(db, scopeId);
  const scopes = holder ? await organisationScopes(db, holder.installationId) : [];
  return scopes.filter((id) => id !== scopeId).map((id): Thing => ({ kind: 'teams', scopeId: id }));
}

type After = Omit<Membership, 'team' | 'login'>;

/** What is on record after an answer; nothing where the membership is not Paydown's any more. */
function membershipAfter(
  { change, became, role, refusal }: Answered,
  known: Membership | undefined,
  now: Date,
): After | undefined | 'as it is' {
  switch (became) {
    case 'joined':
      return { state: 'added', role: role ?? 'member', refusal: null, until: null, at: now };
    // Somebody added them by hand, or made them maintainer: that stands.
    case 'there':
    case 'promoted':
    case 'left':
      return undefined;
    case 'refused': {
      const state = change === 'join' ? 'refused' : 'added';
      const expected = change === 'join' ? 'joining' : 'leaving';
      if (known?.state !== expected) return 'as it is';
      return { state, role: known.role, refusal: refusal ?? null, until: null, at: now };
    }
  }
}

/** Else they would be taken for somebody who is there by hand, until the team is read again. */
async function takeOffList(db: Db, scopeId: number, team: string, login: string): Promise<void> {
  const known = (await teamsOf(db, scopeId)).find((one) => one.team === team);
  if (!known?.members) return;
  const members = known.members.filter((one) => one.login.toLowerCase() !== login);
  await recordTeam(db, scopeId, { ...known, members });
}
