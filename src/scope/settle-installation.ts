import { isDeepStrictEqual } from 'node:util';
import { type InstallationFacts, isRefused, type RepositoryFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import { switchedOff, unheard } from '../permissions.ts';
import {
  installationFacts,
  nothing,
  type Plan,
  recordInstallation,
  reviveEffects,
  type Thing,
} from '../queue/index.ts';
import type { Db } from '../store/index.ts';
import { type Repository, recordRepository, repositoriesOf } from './records.ts';
import { retellings, seenByOthers } from './retell.ts';
import { releaseRepository } from './write.ts';

/** Looks at an installation from the ground up: webhooks may have been missed, or never sent. */
export async function lookAtInstallation(db: Db, installationId: number): Promise<Thing[]> {
  const known = await repositoriesOf(db, { installationId });
  const governed = known.filter((one) => one.scopeId !== null);
  return [
    { kind: 'installation', installationId },
    ...governed.map((one): Thing => ({ kind: 'reconcile', repositoryId: one.id })),
  ];
}

/**
 * Takes down what an installation granted, finds every repository that it can see (and those that it cannot see any
 * more), and reads the config of those that were never looked at and of those that hold a scope's file. What GitHub refused is tried once more.
 */
export async function settleInstallation(house: House, installationId: number): Promise<Plan> {
  const granted = await house.github.installationFacts(installationId);
  const known = await repositoriesOf(house.db, { installationId });
  // A new one, which GitHub shows and then again does not; else it is uninstalled, and the event that says so makes
  // it forgotten.
  if (!granted && known.length === 0) throw new Error('GitHub does not show the installation');
  if (!granted) return nothing;
  if (granted.state === 'suspended') return { write: (db) => recordInstallation(db, granted) };
  tellWhatIsOff(house, granted);
  const before = await installationFacts(house.db, installationId);
  if (!isDeepStrictEqual(before?.permissions, granted.permissions))
    await house.github.renewToken(installationId);
  const listed = await listedRepositories(house, installationId);
  const checked = new Map(known.filter((one) => one.configCheckedAt).map((one) => [one.id, one]));
  const holders = new Set(known.map((one) => one.scopeId));
  const unsure = listed?.filter((facts) => !checked.has(facts.id) || holders.has(facts.id)) ?? [];
  const taken = listed ? await takenFrom(house, installationId, notAmong(listed, known)) : [];
  const orphans = known.filter((one) => taken.includes(one.scopeId ?? 0) && !taken.includes(one.id));
  const changed = [...seenByOthers(known, listed ?? []), ...taken];
  return {
    async write(db) {
      await recordInstallation(db, granted);
      for (const facts of listed ?? []) await recordRepository(db, installationId, facts);
      for (const id of taken) await releaseRepository(db, { id, installationId });
      await reviveEffects(db, { installationId }, house.clock());
    },
    settle: [
      ...(await retellings(house.db, installationId, changed)),
      ...taken.map((scopeId): Thing => ({ kind: 'teams', scopeId })),
      ...[...unsure, ...orphans].map(({ id }): Thing => ({ kind: 'config', repositoryId: id })),
    ],
  };
}

function notAmong(listed: readonly RepositoryFacts[], known: readonly Repository[]): Repository[] {
  const there = new Set(listed.map(({ id }) => id));
  return known.filter(({ id }) => !there.has(id));
}

/** A list of many pages may leave out what is there all the same, so each is asked for by itself before it is let go. */
async function takenFrom(
  house: House,
  installationId: number,
  missing: readonly Repository[],
): Promise<number[]> {
  const taken: number[] = [];
  for (const one of missing) {
    if ((await house.github.installationSeeing(one)) !== installationId) taken.push(one.id);
    else house.log.info({ repository: `${one.owner}/${one.name}` }, 'a repository was left out of the list');
  }
  return taken;
}

/** The dashboards say it as well, where one may be written. */
function tellWhatIsOff(house: House, facts: InstallationFacts): void {
  const log = house.log.child({ installation: facts.id, account: facts.account });
  for (const one of switchedOff(facts.permissions)) {
    const hint = `an owner of ${facts.account} accepts it: ${facts.settingsUrl}`;
    log.warn({ ...one, hint }, 'a feature is off for want of a permission');
  }
  for (const one of unheard(facts.permissions, facts.events)) {
    const hint = 'whoever owns the App subscribes to it in its settings, under "Permissions & events"';
    log.warn({ ...one, hint }, 'GitHub does not send an event');
  }
}

/** Nothing where GitHub does not tell. */
async function listedRepositories(
  house: House,
  installationId: number,
): Promise<RepositoryFacts[] | undefined> {
  try {
    const github = await house.github.installation(installationId);
    return await github.repositories();
  } catch (error) {
    if (!isRefused(error)) throw error;
    const hint = 'webhooks will name them';
    house.log.warn({ installation: installationId, hint }, 'repositories cannot be listed');
    return undefined;
  }
}
