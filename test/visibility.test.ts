import { expect, test } from 'vitest';
import { isVisibleAt } from '../src/visibility.ts';

const levels = ['private', 'internal', 'public'] as const;

test.each(levels.flatMap((home, h) => levels.map((from, f) => ({ home, from, told: f >= h }))))(
  'what is $from is told in a $home home: $told',
  ({ home, from, told }) => {
    expect(isVisibleAt({ visibility: home }, { visibility: from })).toBe(told);
  },
);
