import type { RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, setState, type Thing } from '../queue/index.ts';
import { forgetInstallation } from '../store/index.ts';
import { meetRepository } from './meet.ts';
import { scopesOf } from './records.ts';
import { lookAtInstallation } from './settle-installation.ts';

/** The App was installed, let loose again, or may do or see other things than before: look at all of it. */
export async function onInstallation(house: House, installationId: number): Promise<Plan> {
  return {
    write: (db) => setState(db, installationId, 'active'),
    settle: await lookAtInstallation(house.db, installationId),
  };
}

/**
 * All work rests at once; deliveries that still come wait for the end of the suspension. It may have ended already,
 * where this is told late or again, so GitHub is asked.
 */
export async function onSuspended(house: House, installationId: number): Promise<Plan> {
  const facts = await house.github.installationFacts(installationId);
  if (!facts) return { write: (db) => forgetInstallation(db, installationId) };
  if (facts.state === 'active') return onInstallation(house, installationId);
  return { write: (db) => setState(db, installationId, 'suspended') };
}

/** The App was uninstalled: everything that is known of the account goes with it. */
export async function onUninstalled(house: House, installationId: number): Promise<Plan> {
  house.metrics.forget(installationId);
  return { write: (db) => forgetInstallation(db, installationId) };
}

/**
 * Repositories were taken from the App, which GitHub's list of those that it sees confirms. What was told of one that
 * belongs to another account by now is not told any more.
 */
export async function onRepositoriesRemoved(
  house: House,
  installationId: number,
  payload: { repositories_removed: readonly { id: number }[] },
): Promise<Plan> {
  const scopes = await scopesOf(house.db, installationId);
  return {
    settle: [
      { kind: 'installation', installationId },
      ...payload.repositories_removed.map(
        ({ id }): Thing => ({ kind: 'telling', installationId, repositoryId: id }),
      ),
      ...scopes.map((scopeId): Thing => ({ kind: 'queue', scopeId })),
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
