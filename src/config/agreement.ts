import { z } from 'zod';
import { login } from './fields.ts';
import type { Config } from './schema.ts';

const holders = (what: string) =>
  z
    .array(login, 'a list of logins, such as `[ana]`')
    .default([])
    .meta({ description: `Who leads ${what}.` });

export const Agreement = z.strictObject(
  {
    engineering: holders('engineering'),
    product: holders('product'),
    design: holders('design'),
    ceo: login.optional().meta({ description: 'The CEO.' }),
  },
  'a map, such as `{engineering: [ana], product: [pat]}`',
);

/** The leads: whoever holds a role in the working agreement. */
export function leadsOf({ agreement }: Config): string[] {
  const { engineering, product, design, ceo } = agreement;
  return [...engineering, ...product, ...design, ...(ceo === undefined ? [] : [ceo])];
}

/** Who decides in a field of the working agreement: whoever leads it or, where nobody does, all the leads. */
export function decidersIn(
  config: Config,
  field: 'product' | 'engineering',
): { readonly logins: readonly string[]; readonly as: 'product' | 'engineering' | 'leads' | 'nobody' } {
  const own = config.agreement[field];
  if (own.length > 0) return { logins: own, as: field };
  const leads = leadsOf(config);
  const once = leads.filter((login, index) => {
    return leads.findIndex((one) => one.toLowerCase() === login.toLowerCase()) === index;
  });
  return { logins: once, as: once.length > 0 ? 'leads' : 'nobody' };
}
