import type { Path } from './problem.ts';
import { teamOf } from './roster.ts';
import type { Config, Rotation } from './schema.ts';

/** Where a config names a GitHub team, by its slug: its members are kept, or are a squad of a roster. */
type TeamUse = { readonly team: string; readonly use: 'kept' | 'squad'; readonly path: Path };

type Naming = Pick<Rotation, 'team' | 'roster'>;

/** The GitHub teams that a config names, and where. */
export function teamsIn({ rotations }: { readonly rotations: readonly Naming[] }): TeamUse[] {
  return rotations.flatMap(({ team, roster }, index) => {
    const squads = roster.flatMap((member, place): TeamUse[] => {
      const slug = teamOf(member);
      if (slug === undefined) return [];
      return [{ team: slug, use: 'squad', path: ['rotations', index, 'roster', place, 'team'] }];
    });
    return team === undefined
      ? squads
      : [{ team, use: 'kept', path: ['rotations', index, 'team'] }, ...squads];
  });
}

/** The reason is told, for it is not obvious: GitHub knows who may push, not who may write what into a file. */
export const ORGANISATION_ONLY =
  "left out in a repository's file: whoever may push to one repository must not gain a team; an organisation's " +
  'file, in `.github-private` or `.github`, names its `home` and may name teams';

/** What cannot be with the teams of a config, wherever it stands; each message is to be read after "it must be". */
export function teamMistakes(
  config: Pick<Config, 'home'> & { readonly rotations: readonly Naming[] },
): { path: Path; message: string }[] {
  const uses = teamsIn(config);
  const squads = new Set(uses.filter(({ use }) => use === 'squad').map(({ team }) => team));
  return uses.flatMap(({ team, use, path }) => {
    if (config.home === undefined) return [{ path, message: ORGANISATION_ONLY }];
    if (use === 'squad' || !squads.has(team)) return [];
    const message =
      'another team than that of a squad: whoever is on duty would become a member of the squad for good';
    return [{ path, message }];
  });
}
