import { expect, test } from 'vitest';
import { openDebtChart, weeksTable } from '../../src/heartbeat/chart.ts';
import { weeklyRows } from '../../src/heartbeat/weeks.ts';
import { isoWeek } from '../../src/time.ts';
import { spell } from './spells.ts';

const WEEK = isoWeek(new Date('2026-01-14T00:00:00Z'), 'UTC');
const ROWS = weeklyRows([spell(1, '2025-12-30', '2026-01-14'), spell(2, '2026-01-06')], WEEK, 'UTC');

test('the chart is a line of open debt from zero, a point a week', () => {
  expect(openDebtChart(ROWS)).toBe(
    [
      '```mermaid',
      'xychart-beta',
      '  title "Open debt issues"',
      '  x-axis "ISO week" ["01", "02", "03"]',
      '  y-axis "issues" 0 --> 2',
      '  line [1, 2, 1]',
      '```',
    ].join('\n'),
  );
});

test('one week makes no line', () => {
  expect(openDebtChart(ROWS.slice(0, 1))).toBeNull();
});

test('the axis has a height even where nothing is open', () => {
  const closed = weeklyRows([spell(1, '2020-01-01', '2020-01-02')], WEEK, 'UTC');
  expect(openDebtChart(closed)).toContain('0 --> 1');
});

test('the table tells the newest week first, and its columns line up as plain text', () => {
  expect(weeksTable(ROWS)).toBe(
    [
      '| Week     | Open | In | Paid | Declined | Otherwise | Net |',
      '| -------- | ---: | -: | ---: | -------: | --------: | --: |',
      '| 2026-W03 |    1 |  0 |    1 |        0 |         0 |  −1 |',
      '| 2026-W02 |    2 |  1 |    0 |        0 |         0 |  +1 |',
      '| 2026-W01 |    1 |  1 |    0 |        0 |         0 |  +1 |',
    ].join('\n'),
  );
});
