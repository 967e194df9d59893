import { isAtLeast } from '../colleagues.ts';
import { leadsOf } from '../config/index.ts';
import type { Asked } from './command.ts';

/** Whether somebody may speak for others. As long as nobody is named as a lead, whoever maintains the repository does. */
export function standingOf({ scope, login, permission }: Asked): 'member' | 'lead' {
  const leads = leadsOf(scope.config);
  const isLead =
    leads.length > 0
      ? leads.some((lead) => lead.toLowerCase() === login.toLowerCase())
      : isAtLeast(permission, 'maintain');
  return isLead ? 'lead' : 'member';
}
