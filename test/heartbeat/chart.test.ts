import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columns, weeksChart, weeksLine, weeksTable } from '../../src/heartbeat/chart.ts';
import { type WeeklyRow, weeklyRows } from '../../src/heartbeat/weeks.ts';
import { isoWeek } from '../../src/time.ts';
import { unveil, veil } from '../../src/veil.ts';
import { spell } from './spells.ts';

const WEEK = isoWeek(new Date('2026-01-14T00:00:00Z'), 'UTC');
const ROWS = weeklyRows([spell(1, '2025-12-30', '2026-01-14'), spell(2, '2026-01-06')], WEEK, 'UTC');

/** Weeks from 2025-W30 on, by what was open at their ends. */
function weeksOf(...open: number[]): WeeklyRow[] {
  return open.map((count, n) => ({
    ...{ week: `2025-W${30 + n}`, start: new Date(0), open: count, net: count - (open[n - 1] ?? 0) },
    ...{ inflow: 0, paid: 0, declined: 0, relabelled: 0, removed: 0 },
  }));
}

test('the chart has a line of open debt from zero and a line of the net, a point a week', () => {
  const [fence, look, ...lines] = weeksChart(ROWS)?.split('\n') ?? [];
  expect(fence).toBe('```mermaid');
  expect(look).toMatch(/^%%\{init: \{.*\}%%$/);
  expect(lines).toEqual([
    'xychart-beta',
    '  title "Open debt issues, and the net of each week below"',
    '  x-axis "ISO week" ["01", "02", "03"]',
    '  y-axis "issues" -1 --> 2',
    '  line "Open" [1, 2, 1]',
    '  line "Net" [1, 1, -1]',
    '```',
  ]);
});

test('one week makes no line', () => {
  expect(weeksChart(ROWS.slice(0, 1))).toBeNull();
  expect(weeksLine(ROWS.slice(0, 1))).toBeNull();
});

test('the axis has a height even where nothing is open', () => {
  const closed = weeklyRows([spell(1, '2020-01-01', '2020-01-02')], WEEK, 'UTC');
  expect(weeksChart(closed)).toContain('0 --> 1');
});

test('where no chart is drawn, a line of blocks tells the same', () => {
  expect(weeksLine(weeksOf(1200, 0, 1, 150, 600, 1000, 1201))).toBe(
    'Open at the end of each of 7 weeks: 1,200 █▁▂▂▅▇█ 1,201',
  );
});

test('only nothing is as low as nothing, and only the most is as high as the most allows', () => {
  const counts = fc.array(fc.nat({ max: 100_000 }), { minLength: 2, maxLength: 26 });
  fc.assert(
    fc.property(counts, (open) => {
      const blocks = [...(/ ([▁-█]+) /.exec(weeksLine(weeksOf(...open)) ?? '')?.[1] ?? '')];
      expect(blocks).toHaveLength(open.length);
      expect(blocks.map((block) => block === '▁')).toEqual(open.map((count) => count === 0));
      for (const [n, count] of open.entries())
        for (const [m, other] of open.entries())
          if (count <= other) expect((blocks[n] ?? '') <= (blocks[m] ?? '')).toBe(true);
    }),
  );
});

test('a table lines up as it is read, whatever is behind its veils', () => {
  const shown = unveil(
    columns(
      ['Name', 'n'],
      [
        [veil([1], 'acme/web', 'hidden'), '1'],
        ['all', '12'],
      ],
    ),
    () => true,
  );
  expect(shown).toBe(
    ['| Name     |  n |', '| -------- | -: |', '| acme/web |  1 |', '| all      | 12 |'].join('\n'),
  );
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
