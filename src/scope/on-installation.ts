import type { RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, setState, type Thing } from '../queue/index.ts';
import { forgetInstallation } from '../store/index.ts';
import { meetRepository } from './meet.ts';
import { repositoriesOf } from './records.ts';
import { retellings } from './retell.ts';
import { lookAtInstallation } from './settle-installation.ts';
import { recordNoConfig, releaseRepository } from './write.ts';

/** The App was installed, let loose again, or may do or see other things than before: look at all of it. */
export async function onInstallation(house: House, installationId: number): Promise<Plan> {
  return {
    write: (db) => setState(db, installationId, 'active'),
    settle: await lookAtInstallation(house.db, installationId),
  };
}

/** All work rests at once; deliveries that still come wait for the end of the suspension. */
export async function onSuspended(_house: House, installationId: number): Promise<Plan> {
  return { write: (db) => setState(db, installationId, 'suspended') };
}

/** The App was uninstalled: everything that is known of the account goes with it. */
export async function onUninstalled(house: House, installationId: number): Promise<Plan> {
  house.metrics.forget(installationId);
  return { write: (db) => forgetInstallation(db, installationId) };
}

/** Repositories were taken from the App: it may not, and does not, do anything there. */
export async function onRepositoriesRemoved(
  house: House,
  installationId: number,
  payload: { repositories_removed: readonly { id: number }[] },
): Promise<Plan> {
  const named = new Set(payload.repositories_removed.map(({ id }) => id));
  const known = await repositoriesOf(house.db, { installationId });
  // One that was moved to another account belongs to that one by now.
  const removed = known.map(({ id }) => id).filter((id) => named.has(id));
  const scopes = new Set(
    known.flatMap(({ id, scopeId }) => (named.has(id) && scopeId !== null ? [scopeId] : [])),
  );
  const followers = await Promise.all(removed.map((scopeId) => repositoriesOf(house.db, { scopeId })));
  const orphans = followers.flat().filter(({ id }) => !removed.includes(id));
  return {
    async write(db) {
      for (const id of removed) {
        await recordNoConfig(db, id);
        await releaseRepository(db, id);
      }
    },
    settle: [
      ...(await retellings(house.db, installationId, removed)),
      ...[...scopes].map((scopeId): Thing => ({ kind: 'queue', scopeId })),
      ...orphans.map(({ id }): Thing => ({ kind: 'config', repositoryId: id })),
    ],
  };
}

/** A repository was renamed, moved, archived, made public or private. */
export async function onRepository(
  house: House,
  installationId: number,
  payload: { repository: RawRepository },
): Promise<Plan> {
  const repository = await meetRepository(house, installationId, payload.repository);
  return repository ? { settle: [{ kind: 'config', repositoryId: repository.id }] } : nothing;
}
