/** Squads whose members are those of a GitHub team: the file names the team, and GitHub who is in it. */
import {
  type Config,
  type Member,
  overlap,
  peopleOf,
  type Rotation,
  teamOf,
  teamsIn,
} from '../config/index.ts';
import type { Db } from '../store/index.ts';

/** A config whose squads have the members that were read last, and the teams of squads that were never asked for. */
type WithSquads = { readonly config: Config; readonly unread: readonly string[] };

/** @param inForce the config by which squads were read: another team of it is on record for another use */
export async function withSquads(
  db: Db,
  scopeId: number,
  config: Config,
  inForce: Config | 'none' = config,
): Promise<WithSquads> {
  const named = squadsIn(config);
  if (named.length === 0) return { config, unread: [] };
  const read = new Set(inForce === 'none' ? [] : squadsIn(inForce));
  const rows = await db
    .selectFrom('teams')
    .select(['team', 'members', 'visibility'])
    .where('scope_id', '=', scopeId)
    .where('team', 'in', named)
    .execute();
  // One that was kept equal to those on duty is on record with its members, be it secret or not.
  const known = new Map(
    rows.flatMap(({ team, members, visibility }): [string, string[]][] => {
      return read.has(team)
        ? [[team, visibility === 'secret' ? [] : (members ?? []).map(({ login }) => login)]]
        : [];
    }),
  );
  return {
    config: { ...config, rotations: config.rotations.map((rotation) => filled(rotation, known)) },
    unread: named.filter((team) => !known.has(team)),
  };
}

function squadsIn(config: Config): string[] {
  return teamsIn(config)
    .filter(({ use }) => use === 'squad')
    .map(({ team }) => team);
}

function filled(rotation: Rotation, known: ReadonlyMap<string, readonly string[]>): Rotation {
  const roster: Member[] = [];
  for (const member of rotation.roster) {
    const team = teamOf(member);
    if (team === undefined || !('squad' in member)) {
      roster.push(member);
      continue;
    }
    // Nobody is on a roster twice at a time: whom the file names is that, and of two teams the first one counts.
    const others = rotation.roster.filter((one) => teamOf(one) === undefined).concat(roster);
    const taken = others.filter((one) => overlap(one, member)).flatMap(peopleOf);
    const names = new Set(taken.map((login) => login.toLowerCase()));
    const members = (known.get(team) ?? []).filter((login) => !names.has(login.toLowerCase()));
    roster.push({ ...member, members });
  }
  return { ...rotation, roster };
}
