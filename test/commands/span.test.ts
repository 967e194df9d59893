import { expect, test } from 'vitest';
import { looksLikeSpan, readSpan } from '../../src/commands/span.ts';

const read = (word: string) => {
  const span = readSpan(word, 'Europe/Berlin');
  return span && [span.from.toISOString(), span.to.toISOString()];
};

test('days are whole and local, over a change of the clocks as well', () => {
  expect(read('2026-03-02..2026-03-06')).toEqual(['2026-03-01T23:00:00.000Z', '2026-03-06T23:00:00.000Z']);
  expect(read('2026-03-29')).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
});

test('times may be given, at either end', () => {
  expect(read('2026-03-02t12:00..2026-03-03')).toEqual([
    '2026-03-02T11:00:00.000Z',
    '2026-03-03T23:00:00.000Z',
  ]);
  expect(read('2026-03-02..2026-03-02t12:30')).toEqual([
    '2026-03-01T23:00:00.000Z',
    '2026-03-02T11:30:00.000Z',
  ]);
});

test.each([
  '2026-02-30',
  '2026-03-06..2026-03-02',
  '2026-03-02t12:00..2026-03-02t12:00',
  '2026-13-01',
  '0000-01-01..2026-01-09',
])('%s is written as a span, and is none', (word) => {
  expect(looksLikeSpan(word)).toBe(true);
  expect(readSpan(word, 'UTC')).toBeUndefined();
});

test.each([
  'tomorrow',
  '2026-3-2',
  '2026-03-02..',
  '..2026-03-02',
  '2026-03-02..2026-03-03..2026-03-04',
  '2026-03-02t25:00',
])('%s is not written as a span', (word) => expect(looksLikeSpan(word)).toBe(false));
