import { type RawRepository, type RepositoryFacts, repositoryFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import { commit, installationFacts } from '../queue/index.ts';
import { type Repository, recordRepository, repositoryById } from './records.ts';
import { retellings, seenByOthers } from './retell.ts';

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
  if (known?.taken && known.installationId === installationId) {
    // It comes late, or the repository was given back: the list of those that the App sees tells.
    await commit(house, installationId, { settle: [{ kind: 'installation', installationId }] });
    return undefined;
  }
  if (known && known.installationId === installationId && isSame(known, shown)) return known;
  const github = await house.github.installation(installationId);
  const now = await github.repository(shown.owner, shown.name);
  const isAnothers = known !== undefined && known.installationId !== installationId;
  if (isAnothers && !(now?.id === shown.id && (await isOwn(house, installationId, now)))) return undefined;
  // Where GitHub shows another repository under that name, or none, the payload is the best there is.
  const facts = now?.id === shown.id ? now : (known ?? shown);
  await commit(house, installationId, {
    write: (db) => recordRepository(db, installationId, facts),
    settle: await retellings(house.db, installationId, seenByOthers(known ? [known] : [], [facts])),
  });
  return repositoryById(house.db, shown.id);
}

/** Whether a repository that another account had is this one's now: old payloads tell of it as it was. */
async function isOwn(house: House, installationId: number, now: RepositoryFacts): Promise<boolean> {
  const access = await installationFacts(house.db, installationId);
  return now.owner.toLowerCase() === access?.account.toLowerCase();
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
