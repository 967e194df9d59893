/** Who may, to whoever may not: every refusal says whom to ask, and names leads without mentioning them. */
import { leadsOf } from '../config/index.ts';
import { eachOnce } from '../logins.ts';
import type { Scope } from '../scope/index.ts';
import { joinList, named } from '../text.ts';
import { ofTheRota } from './hearing.ts';

/** The agreement stands in the config file: who may not read that is not told who leads. */
export function onlyForOneself(scope: Scope): string {
  const leads = eachOnce(leadsOf(scope.config));
  const others = leads.length > 0 ? `leads (${joinList(leads.map(named))})` : MAINTAINERS;
  const words = (who: string) => `Only ${who} may say this of somebody else. Ask one of them, or the person.`;
  return ofTheRota(scope, words(others), words('leads'));
}

const MAINTAINERS =
  'whoever maintains the repository of the dashboard or of the config file, and says it there,';
