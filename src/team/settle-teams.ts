/**
 * The GitHub teams that a config names: one whose members are kept equal to those on duty, and those that are squads of a
 * roster. What Paydown gave is taken back once the config does not name the team any more, rests, or is gone.
 */
import { teamsIn } from '../config/index.ts';
import type { House } from '../house.ts';
import { isOn } from '../permissions.ts';
import { installationFacts, nothing, type Plan, type Thing } from '../queue/index.ts';
import { repositoryById, type Scope, scopeById } from '../scope/index.ts';
import { forgetTeam, membershipsOf, teamsOf } from './records.ts';
import { type Records, settleKept } from './settle-kept.ts';
import { settleSquads } from './settle-squads.ts';
import { wantedIn } from './wanted.ts';

export async function settleTeams(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  const holder = await repositoryById(house.db, scopeId);
  const teams = await teamsOf(house.db, scopeId);
  const memberships = await membershipsOf(house.db, scopeId);
  const named = scope ? teamsIn(scope.config) : [];
  if (!holder || (named.length === 0 && teams.length === 0)) return nothing;
  const github = await house.github.installation(holder.installationId);
  const squads = scope ? await settleSquads(github, scope, teams, house.clock()) : nothing;
  const kept = await keptTeams(house, scope, holder, { teams, memberships });
  const plans = [squads, ...kept];
  const inUse = new Set([...named, ...memberships].map(({ team }) => team));
  const left = teams.filter(({ team }) => !inUse.has(team));
  return {
    async write(db) {
      for (const { team } of left) await forgetTeam(db, scopeId, team);
      for (const plan of plans) await plan.write?.(db);
    },
    cancel: plans.flatMap(({ cancel = [] }) => cancel),
    effects: plans.flatMap(({ effects = [] }) => effects),
    settle: [...plans.flatMap(({ settle = [] }) => settle), dashboardOf(scopeId)],
  };
}

async function keptTeams(
  house: House,
  scope: Scope | undefined,
  holder: { id: number; owner: string; installationId: number },
  records: Records,
): Promise<Plan[]> {
  const access = await installationFacts(house.db, holder.installationId);
  if (!isOn('team of those on duty', access?.permissions ?? null)) return [];
  const now = house.clock();
  const github = await house.github.installation(holder.installationId);
  const named = new Set(
    scope?.config.mode === 'act' ? scope.config.rotations.flatMap(({ team }) => team ?? []) : [],
  );
  const plans: Plan[] = [];
  for (const team of new Set([...named, ...records.memberships.map((one) => one.team)])) {
    const standing = named.has(team) ? 'named' : 'given up';
    const wanted = scope && named.has(team) ? await wantedIn(house.db, scope, team, now) : new Map();
    const kept = { scopeId: holder.id, organisation: holder.owner, team, standing, wanted } as const;
    plans.push(await settleKept(github, kept, records, now));
  }
  return plans;
}

function dashboardOf(scopeId: number): Thing {
  return { kind: 'dashboard', scopeId };
}
