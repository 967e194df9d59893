import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { fileWith, problemsOf } from './problems-of.ts';

const objective = { name: 'Growth', measure: 'net', target: '"<= 0"', over: '4 weeks' };
const entry = (changes: object = {}) =>
  `  - {${Object.entries({ ...objective, ...changes })
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')}}\n`;
const withObjectives = (...entries: string[]) => `${fileWith({})}objectives:\n${entries.join('')}`;
const withCapacity = (capacity: string) => `${fileWith({})}heartbeat: {capacity: ${capacity}}\n`;

/** What the file says, without the place. */
function told(text: string): string[] {
  return problemsOf(text).map((problem) => problem.replace(/^\d+:\d+ /, ''));
}

describe('the capacity', () => {
  it.each([
    ['20%', 20],
    ['"12.5%"', 12.5],
    ['100 %', 100],
  ])('may be %s', (capacity, percent) => {
    expect(readConfig(withCapacity(capacity)).config?.heartbeat.capacity).toBe(percent);
  });

  const must = 'it must be a percentage above 0% and up to 100%, such as `20%`';
  it.each([
    ['20', `${must}; did you mean \`20%\`?`],
    ['0.2', `${must}; did you mean \`20%\`?`],
    ['a fifth', must],
    ['0%', must],
    ['120%', must],
    ['-5%', must],
  ])('may not be %s', (capacity, says) => {
    expect(told(withCapacity(capacity))).toEqual([
      `error \`heartbeat.capacity\` is \`${capacity}\`; ${says}`,
    ]);
  });
});

describe('an objective', () => {
  it('is read as it is written in the example', () => {
    const text = withObjectives(
      entry({ name: '"Stop the growth"' }),
      entry({ name: 'Spend', measure: 'debt share', target: '">= 20%"', over: '1 week', owner: 'ana' }),
    );
    expect(readConfig(text).problems).toEqual([]);
    expect(readConfig(text).config?.objectives).toEqual([
      {
        name: 'Stop the growth',
        measure: 'net',
        target: { relation: '<=', value: 0, unit: 'plain' },
        over: 4,
      },
      {
        name: 'Spend',
        measure: 'debt_share',
        target: { relation: '>=', value: 20, unit: '%' },
        over: 1,
        owner: 'ana',
      },
    ]);
  });

  const target = 'it must be a comparison with a number, in quotes, such as `"<= 0"` or `">= 20%"`';
  const over = 'it must be a number of weeks from 1 to 26, such as `4 weeks`';
  it.each<[string, object, string]>([
    [
      'a bare number',
      { target: '5' },
      `target\` is \`5\`; ${target}; say whether it is to stay below or above that number`,
    ],
    ['another sign', { target: '"≤ 5"' }, `target\` is \`≤ 5\`; ${target}; did you mean \`<= 5\`?`],
    ['words', { target: 'falling' }, `target\` is \`falling\`; ${target}`],
    ['a month', { over: '1 month' }, `over\` is \`1 month\`; ${over}; did you mean \`4 weeks\`?`],
    ['a bare count of weeks', { over: '4' }, `over\` is \`4\`; ${over}; did you mean \`4 weeks\`?`],
    ['more than half a year', { over: '52 weeks' }, `over\` is \`52 weeks\`; ${over}`],
    [
      'an unknown measure',
      { measure: 'velocity' },
      'measure` is `velocity`; it must be one of net, open, inflow, paid, declined, debt_share, paid_in_passing, age_p50, age_p90, days_to_pay_p50, days_to_pay_p90',
    ],
    [
      'a share without %',
      { measure: 'debt_share', target: '">= 20"' },
      'target` is `>= 20`; it must be a percentage, since `debt_share` is a share, such as `">= 20%"`',
    ],
    [
      'a count in %',
      { target: '"< 5%"' },
      'target` is `< 5%`; it must be a plain number without %, since `net` counts issues',
    ],
  ])('of %s says how to mend it', (_, changes, says) => {
    expect(told(withObjectives(entry(changes)))).toEqual([`error \`objectives[0].${says}`]);
  });

  it('has a name of its own, and there are at most ten', () => {
    expect(told(withObjectives(entry(), entry({ name: 'GROWTH' })))).toEqual([
      'error `objectives[1].name` is `GROWTH`; it must be another name: it is the name of objectives[0] already, and case makes no difference',
    ]);
    const many = Array.from({ length: 11 }, (_, n) => entry({ name: `Aim ${n}` }));
    expect(told(withObjectives(...many))).toEqual([
      'error `objectives` is a list; it must be a list of at most 10 objectives',
    ]);
  });
});
