/** Who may give which command: by their role in the repository, or because the config file names them. */
import { type Colleague, isAtLeast } from '../colleagues.ts';
import type { Config } from '../config/index.ts';
import type { Permission } from '../github/index.ts';
import { isSameLogin } from '../logins.ts';
import type { Command } from './command.ts';

export type Asker = {
  readonly login: string;
  readonly permission: Permission;
  readonly colleague: Colleague;
  readonly config: Config;
};

/** What is needed to be heard where nothing else is said, and to be told why not. */
export const HEARD: Permission = 'triage';

export function mayGive({ needs, named }: Pick<Command, 'needs' | 'named'>, asker: Asker): 'may' | 'may not' {
  const isNamed = named?.(asker.config).logins.some((login) => isSameLogin(login, asker.login)) ?? false;
  return isNamed || isAllowed(needs, asker) ? 'may' : 'may not';
}

function isAllowed(needs: Command['needs'], { permission, colleague }: Asker): boolean {
  switch (needs) {
    case 'named':
      return false;
    case 'colleague':
      return colleague === 'yes';
    default:
      return isAtLeast(permission, needs);
  }
}
