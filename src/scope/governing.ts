import type { RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { commit } from '../queue/index.ts';
import { addMs, MINUTE } from '../time.ts';
import { meetRepository } from './meet.ts';
import { governedRepository, type Repository, type Scope } from './records.ts';
import { settleConfig } from './settle-config.ts';

/** After this long a missed push of the config file is noticed by itself. */
const STALE_AFTER = 10 * MINUTE;

/**
 * The repository that a payload is about and the scope that governs it, read from GitHub where it is not
 * known or not known lately. No scope: no config file, so nothing is to be done.
 */
export async function governing(
  house: House,
  installationId: number,
  raw: RawRepository,
): Promise<{ repository: Repository; scope: Scope } | undefined> {
  const repository = await meetRepository(house, installationId, raw);
  if (!repository) return undefined;
  if (isStale(repository, house.clock())) {
    await commit(house, installationId, await settleConfig(house, raw.id));
  }
  return governedRepository(house.db, raw.id);
}

function isStale(repository: Repository, now: Date): boolean {
  const { configCheckedAt } = repository;
  return !configCheckedAt || configCheckedAt < addMs(now, -STALE_AFTER) || configCheckedAt > now;
}
