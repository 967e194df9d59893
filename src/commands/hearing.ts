/** Who would hear of something that is said in a repository, and what of the rota may be told there. */
import { isRefused, type Permission, type Place } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Repository, Scope } from '../scope/index.ts';
import { veil } from '../veil.ts';

/** What GitHub will not say is taken for a no; where it cannot say now, it is asked again later. */
export async function permissionOf(
  github: { permission(place: Place, login: string): Promise<Permission> },
  place: Place,
  login: string,
): Promise<Permission> {
  try {
    return await github.permission(place, login);
  } catch (error) {
    if (isRefused(error)) return 'none';
    throw error;
  }
}

/** Whether a mention reaches somebody: it notifies only who may read where it stands. */
export async function isHeardBy(house: House, repository: Repository, login: string): Promise<boolean> {
  const github = await house.github.installation(repository.installationId);
  return (await permissionOf(github, repository, login)) !== 'none';
}

/** The rota stands in the config file and on the dashboard: who may read neither is not told it elsewhere. */
export function ofTheRota({ home, id }: Scope, told: string, instead: string): string {
  return veil([...new Set([home.id, id])], told, instead);
}
