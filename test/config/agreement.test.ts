import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/index.ts';

function read(rest: string) {
  return readConfig(`version: 1\n${rest}\n`);
}

describe('the working agreement', () => {
  test('leaves who decides what, and how long people may take, to the defaults', () => {
    expect(read('agreement: {engineering: [ana]}').config?.agreement).toEqual({
      ...{ engineering: ['ana'], product: [], design: [] },
      decides: { accept: ['engineering'], defer: ['product'], priority: ['product'], experience: ['design'] },
      answer_within: { amount: 5, unit: 'days' },
      ruling_within: { amount: 10, unit: 'days' },
      many_appeals: { appeals: 3, weeks: 8 },
    });
  });

  test('can give decisions to others, and ask for answers sooner', () => {
    const file =
      'agreement: {decides: {accept: [product, design]}, answer_within: 8 hours, many_appeals: 5 in 12 weeks}';
    expect(read(file).config?.agreement).toMatchObject({
      decides: { accept: ['product', 'design'], defer: ['product'] },
      answer_within: { amount: 8, unit: 'hours' },
      many_appeals: { appeals: 5, weeks: 12 },
    });
  });

  test.each([
    ['agreement: {decides: {accept: [sales]}}', 'one of engineering, product, design'],
    ['agreement: {decides: {accept: []}}', 'a list of at least one field'],
    ['agreement: {many_appeals: 3}', 'a number of appeals (1 to 99) in a number of weeks (1 to 52)'],
    ['agreement: {many_appeals: 3 in 53 weeks}', 'such as `3 in 8 weeks`'],
    ['agreement: {answer_within: soon}', 'a number of hours, days, weeks or months'],
    [
      'debt: {labels: [tech-debt, Debt-Accepted]}',
      'labels other than `debt-accepted`, which Paydown itself puts',
    ],
  ])('%s is told what is wrong', (file, words) => {
    const { config, problems } = read(file);
    expect(config).toBeUndefined();
    expect(problems.map(({ message }) => message).join('\n')).toContain(words);
  });
});
