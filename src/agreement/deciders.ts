/** Who decides what, by the working agreement. Nobody does where it names nobody: no decision without somebody to answer for it. */
import type { Config, Field } from '../config/index.ts';
import { USERS_EXPERIENCE } from '../issue-form.ts';
import { eachOnce, isSameLogin } from '../logins.ts';
import type { Decision } from './state.ts';
import type { What } from './steps.ts';

/** The fields whose leads decide, and the leads that the file names for them. */
export type Deciders = { readonly fields: readonly Field[]; readonly logins: readonly string[] };

/** @param outcomes which business outcomes the issue hurts, as its form says */
export function decidersOf(config: Config, what: What, outcomes: readonly string[]): Deciders {
  const { decides } = config.agreement;
  const own: readonly Field[] = decides[what];
  const hurtsUsers = what !== 'accept' && outcomes.includes(USERS_EXPERIENCE);
  return leading(config, hurtsUsers ? [...own, ...decides.experience] : own);
}

/** Whoever may decide this about some issue, whatever it hurts. */
export function decidersOfAny(config: Config, what: What): Deciders {
  return decidersOf(config, what, [USERS_EXPERIENCE]);
}

/** Who may take a decision to the CEO. */
export function appellants(config: Config): Deciders {
  return leading(config, ['engineering', 'product', 'design']);
}

function leading({ agreement }: Config, some: readonly Field[]): Deciders {
  const fields = [...new Set(some)];
  return { fields, logins: eachOnce(fields.flatMap((field) => agreement[field])) };
}

/** Who answers for a decision: whoever made it, for as long as they may; then everybody who may. */
export function answerable({ by }: Decision, { logins }: Deciders): readonly string[] {
  const maker = logins.filter((login) => isSameLogin(login, by));
  return maker.length > 0 ? maker : logins;
}
