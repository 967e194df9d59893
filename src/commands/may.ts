/** Who may give which command: by their role in the repository, or because the config file names them. */
import type { Config } from '../config/index.ts';
import { type Permission, permissions } from '../github/index.ts';
import { isSameLogin } from '../logins.ts';
import type { Repository } from '../scope/index.ts';
import type { Command } from './command.ts';

export type Asker = {
  readonly login: string;
  readonly permission: Permission;
  readonly config: Config;
  readonly visibility: Repository['visibility'];
};

/** What is needed to be heard where nothing else is said, and to be told why not. */
export const HEARD: Permission = 'triage';

export function mayGive({ needs, named }: Pick<Command, 'needs' | 'named'>, asker: Asker): 'may' | 'may not' {
  const isNamed = named?.(asker.config).logins.some((login) => isSameLogin(login, asker.login)) ?? false;
  return isNamed || (needs !== 'named' && isAtLeast(asker.permission, levelOf(needs, asker)))
    ? 'may'
    : 'may not';
}

/** Whoever may read a private repository was let in; a public one, and an internal one, is read by others as well. */
function levelOf(needs: Permission | 'colleague', { visibility }: Asker): Permission {
  if (needs !== 'colleague') return needs;
  return visibility === 'private' ? 'read' : HEARD;
}

export function isAtLeast(permission: Permission, level: Permission): boolean {
  return permissions.indexOf(permission) >= permissions.indexOf(level);
}
