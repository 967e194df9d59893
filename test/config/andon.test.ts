import { expect, it } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { fileWith, problemsOf } from './problems-of.ts';

function withAndon(value: string): string {
  return `${fileWith({})}andon: ${value}\n`;
}

it('is off where the key is not there', () => {
  expect(readConfig(fileWith({})).config?.andon).toBeUndefined();
});

it.each(['{}', '{acknowledge_within: 4 hours, stop_the_line: false}'])(
  'reads %s as its defaults',
  (value) => {
    const { config, problems } = readConfig(withAndon(value));
    expect(problems).toEqual([]);
    expect(config?.andon).toEqual({
      acknowledge_within: { amount: 4, unit: 'hours' },
      stop_the_line: false,
      escalate_to_ceo: false,
    });
  },
);

it.each([
  ['{stop_the_line: maybe}', /^8:24 error .*it must be `true` or `false`/],
  ['{acknowledge_within: soon}', /^8:29 error .*length of time|^8:29 error .*such as/],
  ['{acknowlege_within: 1 day}', /^8:9 error .*acknowledge_within/],
  ['true', /^8:8 error .*a map, such as `\{acknowledge_within: 4 hours\}`, or `\{\}`/],
])('says of %s what is wrong, and where', (value, problem) => {
  expect(problemsOf(withAndon(value))).toEqual([expect.stringMatching(problem)]);
});
