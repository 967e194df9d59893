/** Who belongs to a repository: every member of its organisation, and whoever was given access. */
import { type Installation, isRefused, type Permission, type Place, permissions } from './github/index.ts';
import { isOn } from './permissions.ts';
import type { Repository, Scope } from './scope/index.ts';

/** Whether somebody belongs. `unknown`: whether they are a member may not be asked, or nobody had to ask. */
export type Colleague = 'yes' | 'no' | 'unknown';

export function isAtLeast(permission: Permission, level: Permission): boolean {
  return permissions.indexOf(permission) >= permissions.indexOf(level);
}

/** What GitHub says of somebody's access. What it refuses to say is `none`; where it cannot say now, it is asked again. */
export async function permissionIn(
  github: Pick<Installation, 'permission'>,
  place: Place,
  login: string,
): Promise<Permission> {
  try {
    return await github.permission(place, login);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return 'none';
  }
}

/**
 * Whether GitHub says that somebody is a member of the organisation of a repository, or was given access to it. What it
 * will not say is taken for a no. That everybody may read a public repository, and a whole enterprise an internal one,
 * makes nobody a colleague.
 */
export async function isColleague(
  github: Pick<Installation, 'isCollaborator' | 'isMember'>,
  { access }: Pick<Scope, 'access'>,
  repository: Pick<Repository, 'owner' | 'name' | 'visibility'>,
  { login, permission }: { readonly login: string; readonly permission: Permission },
): Promise<Colleague> {
  if (permission === 'none') return 'no';
  if (isAtLeast(permission, 'triage') || repository.visibility === 'private') return 'yes';
  if ((await asked(() => github.isCollaborator(repository, login))) === 'yes') return 'yes';
  if (!isOn('commands of all members', access?.permissions ?? null)) return 'unknown';
  return asked(() => github.isMember(repository.owner, login));
}

async function asked(ask: () => Promise<'yes' | 'no'>): Promise<'yes' | 'no'> {
  try {
    return await ask();
  } catch (error) {
    if (!isRefused(error)) throw error;
    return 'no';
  }
}
