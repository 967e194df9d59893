import { type Path, type Problem, pathName } from './problem.ts';
import type { ConfigReading } from './read.ts';
import { ORGANISATION_ONLY, teamsIn } from './teams.ts';

/** Where a config file was found: the repository that holds it, and whether it governs that one or all of them. */
export type Place = {
  /** As `owner/name`. */
  readonly repository: string;
  readonly kind: 'repository' | 'organisation';
};

/** The repositories of an organisation that may hold the file for all of them. */
const ORGANISATION_REPOSITORIES = ['.github', '.github-private'];

/** The place of a config file in a repository (`owner/name`); names of repositories compare without case. */
export function placeOf(repository: string): Place {
  const name = repository.slice(repository.indexOf('/') + 1).toLowerCase();
  return { repository, kind: ORGANISATION_REPOSITORIES.includes(name) ? 'organisation' : 'repository' };
}

/**
 * What is wrong with a config for the place it was found in; nothing if it could not be read at all. A file reports
 * only where its readers are: a repository's in that repository, an organisation's in one it names and owns.
 */
export function checkPlace(
  { config, locator }: Pick<ConfigReading, 'config' | 'locator'>,
  place: Place,
): Problem[] {
  if (config === undefined) return [];
  const error = (path: Path, message: string): Problem => {
    return { ...locator.key(path), severity: 'error', path: pathName(path), message };
  };
  const home = homeMistake(config.home?.toLowerCase(), place);
  const teams = place.kind === 'repository' ? teamsIn(config) : [];
  return [
    ...(home === undefined ? [] : [error(['home'], home)]),
    ...teams.map(({ path }) => error(path, `\`${pathName(path)}\` must be ${ORGANISATION_ONLY}`)),
  ];
}

function homeMistake(home: string | undefined, { repository, kind }: Place): string | undefined {
  const [owner = ''] = repository.split('/');
  if (kind === 'repository') {
    if (home === undefined || home === repository.toLowerCase()) return undefined;
    return `\`home\` must be ${repository} here, the repository of the file; remove the line`;
  }
  if (home === undefined) {
    return `the file of an organisation must say where its reports live; add \`home: ${owner}/…\``;
  }
  if (home.startsWith(`${owner.toLowerCase()}/`)) return undefined;
  return `\`home\` must be a repository of ${owner}, the organisation of the file; name one`;
}
