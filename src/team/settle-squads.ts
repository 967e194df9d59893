import { isDeepStrictEqual } from 'node:util';
import { teamOf, teamsIn } from '../config/index.ts';
import type { Installation } from '../github/index.ts';
import { isOn } from '../permissions.ts';
import type { Plan, Thing } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import { readTeam, unknownTeam } from './read-team.ts';
import { recordTeam, type Team } from './records.ts';

/** Reads who is in the teams that are squads; where that changed, who serves may have changed with it. */
export async function settleSquads(
  github: Installation,
  scope: Scope,
  known: readonly Team[],
  now: Date,
): Promise<Plan> {
  const slugs = new Set(
    teamsIn(scope.config)
      .filter(({ use }) => use === 'squad')
      .map(({ team }) => team),
  );
  const read: Team[] = [];
  for (const slug of slugs) {
    const before = known.find(({ team }) => team === slug);
    read.push(await readSquad(github, scope, slug, before, now));
  }
  const changed = read.filter((team) => {
    const before = known.find((one) => one.team === team.team);
    return !before || !isDeepStrictEqual(before.members, team.members);
  });
  return {
    async write(db) {
      for (const team of read) await recordTeam(db, scope.id, team);
    },
    settle: serving(
      scope,
      changed.map(({ team }) => team),
    ),
  };
}

async function readSquad(
  github: Installation,
  scope: Scope,
  slug: string,
  known: Team | undefined,
  now: Date,
): Promise<Team> {
  if (!isOn('squads that are GitHub teams', scope.access?.permissions ?? null))
    return { ...(known ?? unknownTeam(slug)), trouble: 'forbidden' };
  const place = { organisation: scope.home.owner, team: slug };
  const { description: _, ...team } = await readTeam(github, place, known, now);
  // Whoever serves is named on issues and on the dashboard, and who is in a secret team must not be told.
  return team.visibility === 'secret' ? { ...team, members: null, trouble: 'secret' } : team;
}

/** The handoffs of the rotations that some of these teams serve in, and the iterations, which may wait for them. */
function serving({ id, config }: Scope, teams: readonly string[]): Thing[] {
  return config.rotations
    .filter(({ roster }) => roster.some((member) => teams.includes(teamOf(member) ?? '')))
    .map(({ name }): Thing => ({ kind: 'handoff', scopeId: id, rotation: name }))
    .concat(teams.length > 0 && config.iterations ? [{ kind: 'iteration', scopeId: id }] : []);
}
