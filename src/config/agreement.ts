import { z } from 'zod';
import { eachOnce } from '../logins.ts';
import { length, login } from './fields.ts';
import type { Config } from './schema.ts';

const holders = (what: string) =>
  z
    .array(login, 'a list of logins, such as `[ana]`')
    .default([])
    .meta({ description: `Who leads ${what}.` });

/**
 * Shows on GitHub's own lists what is accepted. It says nothing to Paydown: whoever takes it off, or puts it on, decides
 * nothing.
 */
export const ACCEPTED_LABEL = 'debt-accepted';

/** The parts of the work that have leads of their own. */
const FIELDS = ['engineering', 'product', 'design'] as const;
export type Field = (typeof FIELDS)[number];

const fields = (standard: Field, what: string) =>
  z
    .array(z.enum(FIELDS, `one of ${FIELDS.join(', ')}`), 'a list of fields, such as `[engineering]`')
    .min(1, 'a list of at least one field')
    .default([standard])
    .meta({ description: `Whose leads ${what}.` });

const Decides = z.strictObject(
  {
    accept: fields('engineering', 'accept debt until a date: how it is built'),
    defer: fields('product', 'defer debt until a date: which outcomes come first'),
    priority: fields('product', 'say how urgent debt is'),
    experience: fields(
      'design',
      "defer debt and say how urgent it is as well, where its form says that it hurts users' experience",
    ),
  },
  'a map, such as `{accept: [engineering]}`',
);

const MANY = 'a number of appeals (1 to 99) in a number of weeks (1 to 52), such as `3 in 8 weeks`';

const manyAppeals = z
  .string(MANY)
  .regex(/^[1-9]\d? in (?:[1-9]|[1-4]\d|5[0-2]) weeks?$/, MANY)
  .transform((text) => {
    const [appeals = 0, weeks = 0] = [...text.matchAll(/\d+/g)].map(Number);
    return { appeals, weeks };
  })
  .meta({ title: 'appeals in weeks' });

export const Agreement = z.strictObject(
  {
    engineering: holders('engineering'),
    product: holders('product'),
    design: holders('design'),
    ceo: login.optional().meta({ description: 'The CEO.' }),
    decides: Decides.prefault({}).meta({ description: 'Who [decides](decisions.md) what about debt.' }),
    answer_within: length.prefault('5 days').meta({
      description:
        'How long a [challenge](commands/debt-challenge.md) waits for an answer, in `working_hours`. Without one, what is ' +
        'challenged ends.',
    }),
    ruling_within: length.prefault('10 days').meta({
      description:
        'How long an [appeal](commands/appeal.md) waits for the ruling of the CEO, in `working_hours`. Without one, what ' +
        'was decided stands.',
    }),
    many_appeals: manyAppeals.prefault('3 in 8 weeks').meta({
      description: 'From how many appeals on the weekly report links them all.',
    }),
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
  const once = eachOnce(leadsOf(config));
  return { logins: once, as: once.length > 0 ? 'leads' : 'nobody' };
}
