import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/index.ts';

const read = (retro: string) => readConfig(`version: 1\nretro: ${retro}\n`);
const problems = (retro: string) =>
  read(retro)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ line, message }) => `${line}: ${message}`);

const EXPECTED =
  'it must be `each quarter`, `every handoff` or a number of handoffs (2 to 999), such as `every 3 handoffs`';

test.each([
  ['each quarter', { each: 'quarter' }],
  ['"each quarter"', { each: 'quarter' }],
  ['every handoff', { each: 'handoffs', handoffs: 1 }],
  ['every 3 handoffs', { each: 'handoffs', handoffs: 3 }],
  ['every 999 handoffs', { each: 'handoffs', handoffs: 999 }],
])('%s', (text, rhythm) => {
  expect(problems(text)).toEqual([]);
  expect(read(text).config?.retro).toEqual(rhythm);
});

test('without the key there are none', () => {
  expect(readConfig('version: 1\n').config?.retro).toBeUndefined();
});

test.each([
  ['every 0 handoffs', ''],
  ['every 1000 handoffs', ''],
  ['every 2 weeks', ''],
  ['true', ''],
  ['quarterly', '; did you mean `each quarter`?'],
  ['every quarter', '; did you mean `each quarter`?'],
  ['every 3 months', '; did you mean `each quarter`?'],
  ['every 1 handoffs', '; did you mean `every handoff`?'],
  ['each shift', '; did you mean `every handoff`?'],
  ['3 handoffs', '; did you mean `every 3 handoffs`?'],
  ['Every 4 shifts', '; did you mean `every 4 handoffs`?'],
])('%s is told what it must be', (text, hint) => {
  expect(problems(text)).toEqual([`2: \`retro\` is \`${text}\`; ${EXPECTED}${hint}`]);
});
