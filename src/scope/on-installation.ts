import { isRefused, type RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, reviveEffects, setSuspended, type Thing } from '../queue/index.ts';
import { forgetInstallation } from '../store/index.ts';
import { meetRepository } from './meet.ts';
import { recordRepository, repositoriesOf } from './records.ts';
import { recordNoConfig, releaseRepository } from './write.ts';

/** The App was installed, let loose again, or sees other repositories than before: look at all of them. */
export async function onInstallation(house: House, installationId: number): Promise<Plan> {
  return {
    async write(db) {
      await setSuspended(db, installationId, 'active');
      await reviveEffects(db, { installationId }, house.clock());
    },
    settle: [{ kind: 'installation', installationId }],
  };
}

/** All work rests at once; deliveries that still come wait for the end of the suspension. */
export async function onSuspended(_house: House, installationId: number): Promise<Plan> {
  return { write: (db) => setSuspended(db, installationId, 'suspended') };
}

/** The App was uninstalled: everything that is known of the account goes with it. */
export async function onUninstalled(_house: House, installationId: number): Promise<Plan> {
  return { write: (db) => forgetInstallation(db, installationId) };
}

/** Repositories were taken from the App: it may not, and does not, do anything there. */
export async function onRepositoriesRemoved(
  house: House,
  _installationId: number,
  payload: { repositories_removed: readonly { id: number }[] },
): Promise<Plan> {
  const removed = payload.repositories_removed.map(({ id }) => id);
  const followers = await Promise.all(removed.map((scopeId) => repositoriesOf(house.db, { scopeId })));
  const orphans = followers.flat().filter(({ id }) => !removed.includes(id));
  return {
    async write(db) {
      for (const id of removed) {
        await recordNoConfig(db, id);
        await releaseRepository(db, id);
      }
    },
    settle: orphans.map(({ id }): Thing => ({ kind: 'config', repositoryId: id })),
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

/**
 * Finds every repository of an installation: reads the config of those that were never looked at and of those
 * that hold a scope's file, and has the debt of those that are governed held against the records, for webhooks
 * may have been missed.
 */
export async function settleInstallation(house: House, installationId: number): Promise<Plan> {
  const github = await house.github.installation(installationId);
  const listed = await github.repositories().catch((error: unknown) => {
    if (!isRefused(error)) throw error;
    house.log.warn(
      { installation: installationId },
      'repositories cannot be listed; webhooks will name them',
    );
    return [];
  });
  const known = await repositoriesOf(house.db, { installationId });
  const checked = new Map(known.filter((one) => one.configCheckedAt).map((one) => [one.id, one]));
  const holders = new Set(known.map((one) => one.scopeId));
  const unsure = listed.filter((facts) => !checked.has(facts.id) || holders.has(facts.id));
  const governed = known.filter((one) => one.scopeId !== null);
  return {
    async write(db) {
      for (const facts of listed) await recordRepository(db, installationId, facts);
    },
    settle: [
      ...unsure.map((facts): Thing => ({ kind: 'config', repositoryId: facts.id })),
      ...governed.map((one): Thing => ({ kind: 'reconcile', repositoryId: one.id })),
    ],
  };
}
