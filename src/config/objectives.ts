import { z } from 'zod';
import { login, shortText } from './fields.ts';
import { hinting } from './hints.ts';
import { type MeasureName, measureNames, measures } from './measures.ts';

/** What a measure is held against, such as `<= 0`; of a share, `value` is in percent. */
export type Target = {
  readonly relation: '<=' | '>=' | '<' | '>';
  readonly value: number;
  readonly unit: '%' | 'plain';
};

/** A goal that people agreed on: a measure, its target, and the weeks (the newest ones) that it is judged over. */
export type Objective = {
  readonly name: string;
  readonly measure: MeasureName;
  readonly target: Target;
  /** In weeks. */
  readonly over: number;
  readonly owner?: string | undefined;
};

const CAPACITY = 'a percentage above 0% and up to 100%, such as `20%`';

/** In percent. */
export const capacity = z
  .string(CAPACITY)
  .regex(/^\d{1,3}(?:\.\d{1,2})? ?%$/, { error: hinting(CAPACITY, percentHint), abort: true })
  .refine((text) => inPercent(text) > 0 && inPercent(text) <= 100, CAPACITY)
  .transform(inPercent)
  .meta({ title: 'percentage' });

function inPercent(text: string): number {
  return Number.parseFloat(text);
}

function percentHint(text: string): string | undefined {
  const number = Number(text.replace(/^(\d+),(\d+)$/, '$1.$2').replace(/ ?(?:percent|per cent)$/i, ''));
  if (text === '' || !(number > 0 && number <= 100)) return undefined;
  return `did you mean \`${number < 1 ? Math.round(number * 100) : number}%\`?`;
}

const TARGET = 'a comparison with a number, in quotes, such as `"<= 0"` or `">= 20%"`';

const target = z
  .string(TARGET)
  .regex(/^(?:<=|>=|<|>) *[-−]?\d{1,6}(?:\.\d{1,2})? ?%?$/, { error: hinting(TARGET, targetHint) })
  .transform((text): Target => {
    const [, relation = '', number = ''] = /^([<>]=?) *([-−]?[\d.]+)/.exec(text) ?? [];
    return {
      relation: relation as Target['relation'],
      value: Number(number.replace('−', '-')),
      unit: text.endsWith('%') ? '%' : 'plain',
    };
  })
  .meta({ title: 'comparison' });

const SIGNS: Readonly<Record<string, string>> = { '≤': '<=', '=<': '<=', '≥': '>=', '=>': '>=' };

function targetHint(text: string): string | undefined {
  const [, sign = '', number = ''] = /^(≤|=<|≥|=>) *(-?[\d.]+ ?%?)$/.exec(text) ?? [];
  if (SIGNS[sign] !== undefined) return `did you mean \`${SIGNS[sign]} ${number}\`?`;
  return /^=* *-?[\d.]+ ?%?$/.test(text) ? 'say whether it is to stay below or above that number' : undefined;
}

const OVER = 'a number of weeks from 1 to 26, such as `4 weeks`';

const over = z
  .string(OVER)
  .regex(/^(?:[1-9]|1\d|2[0-6]) +weeks?$/, { error: hinting(OVER, overHint) })
  .transform((text) => Number.parseInt(text, 10))
  .meta({ title: 'number of weeks' });

const IN_WEEKS: Readonly<Record<string, number>> = { month: 4, quarter: 13 };

function overHint(text: string): string | undefined {
  const [, digits = '', unit = ''] =
    /^(\d{0,2}) *(w|weeks?|months?|quarters?)?$/.exec(text.toLowerCase()) ?? [];
  const weeks = Number(digits || '1') * (IN_WEEKS[unit.replace(/s$/, '')] ?? 1);
  if (digits + unit === '' || weeks < 1 || weeks > 26) return undefined;
  return `did you mean \`${weeks} ${weeks === 1 ? 'week' : 'weeks'}\`?`;
}

const MEASURE = `one of ${measureNames.join(', ')}`;

const measure = z
  .preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .trim()
            .toLowerCase()
            .replaceAll(/[\s-]+/g, '_')
        : value,
    z.enum(measureNames, MEASURE),
  )
  .meta({
    description:
      'What is measured, one of the [measures](objectives.md#measures). `age p90` and `age-p90` are spellings of `age_p90`.',
  });

/** One entry of `objectives` as people write it. */
export const ObjectiveEntry = z
  .strictObject(
    {
      name: shortText('a name').meta({ description: 'What the objective is called in the report.' }),
      measure,
      target: target.meta({
        description:
          'What it is to be: `<=`, `>=`, `<` or `>`, and a number; for a share, in percent. In quotes, since `>` ' +
          'means something else in YAML.',
        examples: ['<= 0', '>= 20%'],
      }),
      over: over.meta({
        description: 'The span that is judged: the newest N complete weeks, 1 to 26.',
        examples: ['4 weeks'],
      }),
      owner: login.optional().meta({
        description:
          'Who decides when it is missed. Without it, product or engineering of the `agreement`, by the measure.',
      }),
    },
    'an objective such as `{name: "Stop the growth", measure: net, target: "<= 0", over: 4 weeks}`',
  )
  .superRefine(({ measure, target }, context) => {
    const isShare = measures[measure].unit === '%';
    if (isShare === (target.unit === '%')) return;
    const message = isShare
      ? `a percentage, since \`${measure}\` is a share, such as \`">= 20%"\``
      : `a plain number without %, since \`${measure}\` counts ${measures[measure].unit}`;
    context.addIssue({ code: 'custom', path: ['target'], message });
  });

/** Names are how a report and its readers tell objectives apart; case makes no difference. */
export function twinObjectives(
  objectives: readonly Pick<Objective, 'name'>[],
): { index: number; twin: number }[] {
  const names = objectives.map(({ name }) => name.toLowerCase());
  return names.flatMap((name, index) => {
    const twin = names.indexOf(name);
    return twin === index ? [] : [{ index, twin }];
  });
}

/** The most that anybody keeps in mind. */
export const MOST_OBJECTIVES = 10;
