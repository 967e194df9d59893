import { expect, test } from 'vitest';
import { bulkWeeks } from '../../src/heartbeat/bulk.ts';
import { weeklyRows, weeksUntil } from '../../src/heartbeat/weeks.ts';
import { isoWeek } from '../../src/time.ts';
import { spell } from './spells.ts';

const WEEK = isoWeek(new Date('2026-01-14T00:00:00Z'), 'UTC');
const weeks = weeksUntil(WEEK, 'UTC', 2);

function bulk(inHour: number, otherwise: number) {
  const spells = [
    ...Array.from({ length: inHour }, (_, n) => spell(n, '2026-01-13T10:00:00Z')),
    ...Array.from({ length: otherwise }, (_, n) => spell(n, `2026-01-14T${10 + (n % 9)}:30:00Z`)),
  ];
  const rows = weeklyRows(spells, WEEK, 'UTC', 2);
  return bulkWeeks(rows, weeks, [{ hour: new Date('2026-01-13T10:00:00Z'), begun: inHour }]);
}

test('ten issues in an hour that are half of their week are labelling in bulk', () => {
  expect(bulk(10, 10)).toEqual([{ week: '2026-W03', issues: 10 }]);
});

test('nine are not, nor ten in a busy week', () => {
  expect(bulk(9, 0)).toEqual([]);
  expect(bulk(10, 11)).toEqual([]);
});
