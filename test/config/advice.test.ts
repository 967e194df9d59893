import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { fileWith, problemsOf } from './problems-of.ts';

describe('what is merely unwise is a warning', () => {
  it.each([
    [
      'more on duty than on the roster',
      fileWith({ on_duty: '3' }),
      /^8:14 warning 3 are to be on duty, but the roster has 2/,
    ],
    ['a cap of nothing', fileWith({ cap: '0' }), /^8:10 warning a cap of 0 assigns nothing/],
    [
      'an absence of somebody who is not on the roster',
      fileWith({ away: '[{login: zed, from: 2026-01-05, to: 2026-01-06}]' }),
      /^8:20 warning `zed` is not on the roster/,
    ],
    [
      'somebody who leaves before the start',
      fileWith({ roster: '[ana, {login: bo, to: 2025-12-31}]' }),
      /^7:35 warning `bo` leaves the roster before/,
    ],
    [
      'a start in another century',
      fileWith({ starts: '2206-01-05T09:00' }),
      /^5:13 warning the rotation starts in the year 2206/,
    ],
    [
      'a label listed twice',
      `${fileWith({})}debt: {labels: [debt, Debt]}\n`,
      /^8:23 warning `Debt` is listed twice/,
    ],
    [
      'somebody notified twice',
      `${fileWith({})}heartbeat: {notify: [ana, Ana]}\n`,
      /^8:27 warning `Ana` is listed twice/,
    ],
    [
      'an alarm that is to go to a CEO whom nobody named',
      `${fileWith({})}andon: {escalate_to_ceo: true}\n`,
      /^8:26 warning `agreement` names no `ceo`/,
    ],
    [
      'a key without a value',
      fileWith({ away: '' }),
      /^8:5 warning `away` has no value, so it counts as left out/,
    ],
    [
      'the cord without a value, for which its defaults will do',
      `${fileWith({})}andon:\n`,
      /^8:1 warning `andon` has no value, .*; write `andon: \{\}` for its defaults, or remove the line$/,
    ],
    [
      'a decision given to a field that nobody leads',
      `${fileWith({})}agreement: {product: [pat], decides: {accept: [design]}}\n`,
      /^8:47 warning nobody leads design, so this lets nobody accept debt; name somebody under `agreement\.design`, or another field here$/,
    ],
    [
      'a decision written down as it is anyway, to a field that nobody leads',
      `${fileWith({})}agreement: {ceo: eve, decides: {defer: [product]}}\n`,
      /^8:40 warning nobody leads product, so this lets nobody defer debt; /,
    ],
    [
      'a decision given to several fields that nobody leads',
      `${fileWith({})}agreement: {ceo: eve, decides: {defer: [product, design]}}\n`,
      /^8:40 warning nobody leads product or design, so this lets nobody defer debt; /,
    ],
    [
      'how long a CEO may take to rule whom nobody named',
      `${fileWith({})}agreement: {product: [pat], ruling_within: 3 days}\n`,
      /^8:44 warning `agreement` names no `ceo`, so there are no appeals, and this does nothing; name one there$/,
    ],
    ['no rotation', 'version: 1\n', /^1:1 warning there is no rotation/],
    [
      'a rotation behind one that serves everything',
      `${fileWith({})}  - {name: ops, starts: 2026-01-05T09:00, every: 1 week, roster: [cy]}\n`,
      /^8:5 warning rotations\[0\] before it serves all the debt, so this one gets none/,
    ],
    [
      'debt that no rotation catches',
      fileWith({ labels: '[area/db]' }),
      /^4:5 warning debt that no rotation wants is counted, and nobody is assigned/,
    ],
  ])('%s', (_, text, expected) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
    expect(readConfig(text).config).toBeDefined();
  });
});

describe('is no mistake:', () => {
  it.each([
    ['to leave a field without a lead', 'agreement: {product: [pat]}'],
    [
      'to give a decision to two fields of which one has a lead',
      'agreement: {product: [pat], decides: {accept: [design, product]}}',
    ],
    ['to name no CEO', 'agreement: {engineering: [ana], product: [pat]}'],
    ['to leave the leads to a later day', 'agreement: {}'],
  ])('%s', (_, agreement) => {
    expect(problemsOf(`${fileWith({})}${agreement}\n`)).toEqual([]);
  });
});
