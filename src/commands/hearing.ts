/** Who would hear of something that is said in a repository, and what of the rota may be told there. */
import { permissionIn } from '../colleagues.ts';
import type { House } from '../house.ts';
import type { Repository, Scope } from '../scope/index.ts';
import { veil } from '../veil.ts';

/** Whether a mention reaches somebody: it notifies only who may read where it stands. */
export async function isHeardBy(house: House, repository: Repository, login: string): Promise<boolean> {
  const github = await house.github.installation(repository.installationId);
  return (await permissionIn(github, repository, login)) !== 'none';
}

/** The rota stands in the config file and on the dashboard: who may read neither is not told it elsewhere. */
export function ofTheRota({ home, id }: Scope, told: string, instead: string): string {
  return veil([...new Set([home.id, id])], told, instead);
}
