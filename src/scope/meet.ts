import { type RawRepository, type RepositoryFacts, repositoryFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import { type Repository, recordRepository, repositoryById } from './records.ts';

/**
 * The repository that a payload is about. Payloads come late and again, so one that differs from what is known
 * decides nothing: GitHub is asked, lest an old payload make a private repository public again.
 */
export async function meetRepository(
  house: House,
  installationId: number,
  raw: RawRepository,
): Promise<Repository | undefined> {
  const shown = repositoryFacts(raw);
  const known = await repositoryById(house.db, shown.id);
  if (known && known.installationId === installationId && isSame(known, shown)) return known;
  const github = await house.github.installation(installationId);
  const now = await github.repository(shown.owner, shown.name);
  // Where GitHub shows another repository under that name, or none, the payload is the best there is.
  await recordRepository(house.db, installationId, now?.id === shown.id ? now : (known ?? shown));
  return repositoryById(house.db, shown.id);
}

function isSame(known: Repository, shown: RepositoryFacts): boolean {
  return (
    known.owner === shown.owner &&
    known.name === shown.name &&
    known.visibility === shown.visibility &&
    known.archived === shown.archived &&
    known.defaultBranch === shown.defaultBranch
  );
}
