import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tally } from '../../src/handoff/answers.ts';

const up = (login: string) => ({ login, content: '+1' });
const down = (login: string) => ({ login, content: '-1' });

test('only those who were asked count, whatever the case of their login', () => {
  expect(
    tally([up('ANA'), up('stranger'), down('bo'), { login: 'cy', content: 'heart' }], ['ana', 'Bo', 'cy']),
  ).toEqual({
    yes: 1,
    no: 1,
  });
});

test('both thumbs are no answer', () => {
  expect(tally([up('ana'), down('Ana'), up('bo')], ['ana', 'bo'])).toEqual({ yes: 1, no: 0 });
});

test('there are never more answers than people who were asked', () => {
  const login = fc.constantFrom('ana', 'Ana', 'bo', 'cy', 'stranger');
  const reaction = fc.record({ login, content: fc.constantFrom('+1', '-1', 'eyes') });
  fc.assert(
    fc.property(fc.array(reaction), fc.array(login), (reactions, asked) => {
      const { yes, no } = tally(reactions, asked);
      expect(yes + no).toBeLessThanOrEqual(new Set(asked.map((one) => one.toLowerCase())).size);
      expect(tally([...reactions, ...reactions].reverse(), asked)).toEqual({ yes, no });
    }),
  );
});
