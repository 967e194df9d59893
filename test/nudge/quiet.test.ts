import { describe, expect, test } from 'vitest';
import type { OwnedDebt } from '../../src/debt/index.ts';
import {
  answerIn,
  isOver,
  isQuiet,
  quietSince,
  samePeople,
  unasked,
  wasInVain,
} from '../../src/nudge/quiet.ts';
import { rotationOf } from '../rotation/rotation-of.ts';

const at = (iso: string) => new Date(iso);
const movedAt = at('2026-03-01T12:00:00Z');

function debt(rotation: object = { nudge_after: '4 weeks' }): OwnedDebt {
  const where = { repositoryId: 1, number: 2, owners: ['ana'], by: 'bot' } as const;
  return { ...where, rotation: rotationOf({ timezone: 'Europe/Berlin', ...rotation }), movedAt };
}

describe('quiet', () => {
  test('counts from what happened last, on record or on GitHub', () => {
    expect(quietSince(debt(), unasked)).toEqual(movedAt);
    const activeAt = at('2026-03-05T12:00:00Z');
    expect(quietSince(debt(), { ...unasked, activeAt })).toEqual(activeAt);
    expect(quietSince(debt(), { ...unasked, activeAt: at('2026-02-01T00:00:00Z') })).toEqual(movedAt);
  });

  test('is wall-clock time, so that the change to summer time makes it an hour shorter', () => {
    expect(isQuiet(debt(), movedAt, at('2026-03-29T10:59:59Z'))).toBe(false);
    expect(isQuiet(debt(), movedAt, at('2026-03-29T11:00:00Z'))).toBe(true);
  });

  test('is nothing to ask about without `nudge_after`', () => {
    expect(isQuiet(debt({}), movedAt, at('2036-01-01T00:00:00Z'))).toBe(false);
  });
});

test('the same people are not asked twice in a silence', () => {
  const unansweredAt = at('2026-04-01T10:00:00Z');
  const asked = { ...unasked, asked: ['Ana'], unansweredAt };
  expect(wasInVain(debt(), asked, movedAt)).toBe(true);
  expect(wasInVain(debt(), asked, undefined)).toBe(true);
  expect(wasInVain(debt(), asked, at('2026-04-02T10:00:00Z'))).toBe(false);
  expect(wasInVain(debt(), { ...asked, asked: ['bo'] }, movedAt)).toBe(false);
  expect(wasInVain(debt(), { ...asked, unansweredAt: null }, movedAt)).toBe(false);
  expect(samePeople(['ana', 'Bo'], ['bo', 'ANA'])).toBe(true);
  expect(samePeople(['ana'], ['ana', 'bo'])).toBe(false);
});

test.each<[string, [string, string][], 'keep' | 'release' | 'none']>([
  ['nobody answered', [['bo', '-1']], 'none'],
  [
    'both thumbs are no answer',
    [
      ['ana', '+1'],
      ['Ana', '-1'],
    ],
    'none',
  ],
  [
    'one of two who keeps it is enough',
    [
      ['ana', '-1'],
      ['cy', '+1'],
    ],
    'keep',
  ],
  [
    'a thumb down',
    [
      ['cy', '-1'],
      ['ana', 'eyes'],
    ],
    'release',
  ],
])('%s', (_, reactions, answer) => {
  const told = reactions.map(([login, content]) => ({ login, content }));
  expect(answerIn(told, ['ana', 'cy'])).toBe(answer);
});

test('an answer may take a week from when the question could be read', () => {
  expect(isOver(movedAt, at('2026-03-08T11:59:59Z'))).toBe(false);
  expect(isOver(movedAt, at('2026-03-08T12:00:00Z'))).toBe(true);
});
