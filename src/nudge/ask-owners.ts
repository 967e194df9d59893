import type { OwnedDebt } from '../debt/index.ts';
import { type Installation, isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Plan } from '../queue/index.ts';
import { repositoryById } from '../scope/index.ts';
import { isQuiet, type Quiet, quietSince, wasInVain } from './quiet.ts';
import { recordQuiet } from './records.ts';
import { areAway, quietOf, type Round } from './round.ts';
import { nudgeBody, nudgeMarker } from './wording.ts';

/** How many are asked a day in a scope: more would be a flood. */
const A_DAY = 10;
/** How many issues are looked at on GitHub to find them. */
const LOOKS = 30;

/** Asks the owners of what has been quiet longest; what is not as quiet as the records say is let be. */
export async function askOwners(house: House, round: Round): Promise<Plan[]> {
  const { owned, now, scope } = round;
  const since = (debt: OwnedDebt) => quietSince(debt, quietOf(round, debt));
  const candidates = owned
    .filter((debt) => quietOf(round, debt).askedAt === null && isQuiet(debt, since(debt), now))
    .toSorted((a, b) => since(a).getTime() - since(b).getTime());
  if (candidates.length === 0) return [];
  const github = await house.github.installation(scope.installationId);
  const plans: Plan[] = [];
  let [asked, looks] = [0, 0];
  for (const debt of candidates) {
    if (asked === A_DAY || looks === LOOKS) break;
    if (await areAway(house, round, debt)) continue;
    looks += 1;
    const plan = await lookAt(house, github, round, debt);
    if (plan.effects) asked += 1;
    plans.push(plan);
  }
  return plans;
}

async function lookAt(house: House, github: Installation, round: Round, debt: OwnedDebt): Promise<Plan> {
  const { now } = round;
  const known = quietOf(round, debt);
  const later = (activeAt: Date): Plan => ({
    write: (db) => recordQuiet(db, debt, { ...known, activeAt }),
  });
  const last = await lastActivity(house, github, debt);
  if (last === 'untold' || wasInVain(debt, known, last)) return later(now);
  if (last && !isQuiet(debt, last, now)) return later(last);
  const asked: Quiet = { ...known, askedAt: now, asked: debt.owners, unansweredAt: null };
  const { repositoryId, number, rotation } = debt;
  const body = nudgeBody({ ...debt, askedAt: now, quietFor: rotation.nudge_after });
  return {
    write: (db) => recordQuiet(db, debt, asked),
    effects: [{ kind: 'comment', repositoryId, number, marker: nudgeMarker(now), body }],
  };
}

/** What GitHub refuses to tell keeps the others from nothing. */
async function lastActivity(
  house: House,
  github: Installation,
  { repositoryId, number }: OwnedDebt,
): Promise<Date | undefined | 'untold'> {
  const repository = await repositoryById(house.db, repositoryId);
  if (!repository) return 'untold';
  try {
    return await github.lastActivity(repository, number);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return 'untold';
  }
}
