/** Whom the working agreement names for which decisions. */
import { appellants, decidersOf, decidersOfAny, type What } from '../agreement/index.ts';
import type { Config, Field } from '../config/index.ts';
import { isAmong } from '../logins.ts';
import { joinList } from '../text.ts';
import type { Named } from './command.ts';
import type { Matter } from './decide.ts';

type Deciders = { readonly fields: readonly Field[]; readonly logins: readonly string[] };

export function namedFor(what: What): (config: Config) => Named {
  return (config) => asNamed(decidersOfAny(config, what));
}

export function namedForAny(whats: readonly What[]): (config: Config) => Named {
  return (config) => {
    const all = whats.map((what) => decidersOfAny(config, what));
    const logins = [...new Set(all.flatMap((one) => one.logins))];
    return asNamed({ fields: [...new Set(all.flatMap(({ fields }) => fields))], logins });
  };
}

export function namedToAppeal(config: Config): Named {
  return asNamed(appellants(config));
}

export function namedToRule({ agreement: { ceo } }: Config): Named {
  return { logins: ceo === undefined ? [] : [ceo], who: 'the CEO', key: 'agreement.ceo' };
}

/** Who decides about this very issue, where whoever asks does not; nothing where they do. */
export function othersWho(what: What, { asked, outcomes }: Matter): Named | undefined {
  const deciders = decidersOf(asked.scope.config, what, outcomes);
  return isAmong(deciders.logins, asked.login) ? undefined : asNamed(deciders);
}

function asNamed({ fields, logins }: Deciders): Named {
  return {
    logins,
    who: `whoever leads ${fields.length < 2 ? fields.join('') : joinList([...fields])}`,
    key: fields.map((field) => `agreement.${field}`).join('`, `'),
  };
}
