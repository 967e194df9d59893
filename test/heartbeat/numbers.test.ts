import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Spell } from '../../src/debt/ledger.ts';
import { weekNumbers } from '../../src/heartbeat/numbers.ts';
import { weeklyRows } from '../../src/heartbeat/weeks.ts';
import { DAY, isoWeek } from '../../src/time.ts';
import { spell } from './spells.ts';

/** Monday 12 to Sunday 18 January 2026, in UTC. */
const WEEK = isoWeek(new Date('2026-01-14T00:00:00Z'), 'UTC');

describe('the numbers of a week', () => {
  test('are its inflow, its outcomes, their difference and what is open', () => {
    const numbers = weekNumbers(
      [
        spell(1, '2026-01-01'),
        spell(2, '2026-01-06', '2026-01-13'),
        spell(3, '2026-01-06', '2026-01-14', { outcome: 'declined' }),
        spell(4, '2026-01-06', '2026-01-15', { outcome: 'relabelled' }),
        spell(5, '2026-01-06', '2026-01-16', { outcome: 'removed' }),
        spell(6, '2026-01-14'),
        spell(7, '2026-01-15', null, { visible: false }),
      ],
      WEEK,
      'UTC',
    );
    expect(numbers).toMatchObject({
      open: 3,
      openBefore: 5,
      openHidden: 1,
      inflow: 2,
      net: -2,
      netBefore: 4,
    });
    expect(numbers).toMatchObject({ paid: 1, declined: 1, otherwise: 2 });
  });

  test('give the instant of a week’s end to the next week', () => {
    const spells = [spell(1, '2026-01-12', '2026-01-19'), spell(2, '2026-01-19')];
    expect(weekNumbers(spells, WEEK, 'UTC')).toMatchObject({ open: 1, inflow: 1, paid: 0 });
  });

  test('name the oldest issue that everybody may see, with its age at the end of the week', () => {
    const spells = [
      spell(1, '2025-01-01', null, { visible: false }),
      spell(3, '2026-01-09T12:00:00Z'),
      spell(2, '2026-01-09T12:00:00Z'),
      spell(4, '2025-01-01', '2026-01-13'),
    ];
    expect(weekNumbers(spells, WEEK, 'UTC').oldest).toEqual({
      repositoryId: 1,
      repository: 'acme/web',
      number: 2,
      title: 'Issue 2',
      htmlUrl: 'https://github.com/acme/web/issues/2',
      ageDays: 9,
    });
  });

  test('credit each person who paid debt down once, in the order of closing, and nobody for what is hidden', () => {
    const spells = [
      spell(1, '2026-01-01', '2026-01-16', { paidBy: ['Ana'] }),
      spell(2, '2026-01-01', '2026-01-13', { paidBy: ['bo'] }),
      spell(3, '2026-01-01', '2026-01-14', { paidBy: ['ana'], repositoryId: 3 }),
      spell(4, '2026-01-01', '2026-01-12', { paidBy: ['cy'], visible: false }),
      spell(5, '2026-01-01', '2026-01-12', { paidBy: ['dee'], outcome: 'declined' }),
      spell(6, '2026-01-01', '2026-01-11', { paidBy: ['eve'] }),
    ];
    expect(weekNumbers(spells, WEEK, 'UTC').paidBy).toEqual([
      { login: 'bo', repositoryIds: [1] },
      { login: 'ana', repositoryIds: [3, 1] },
    ]);
  });

  test('know a first week from one of many', () => {
    expect(weekNumbers([spell(1, '2026-01-13')], WEEK, 'UTC').netBefore).toBeNull();
    expect(weekNumbers([spell(1, '2026-01-06')], WEEK, 'UTC').netBefore).toBe(1);
    expect(weekNumbers([], WEEK, 'UTC')).toMatchObject({ open: 0, net: 0, oldest: null, rows: [] });
  });
});

describe('weekly rows', () => {
  test('begin with the first spell, and go through weeks in which nothing happened', () => {
    const rows = weeklyRows([spell(1, '2025-12-30', '2026-01-14')], WEEK, 'UTC');
    expect(rows.map(({ week, open, inflow, paid, net }) => [week, open, inflow, paid, net])).toEqual([
      ['2026-W01', 1, 1, 0, 1],
      ['2026-W02', 1, 0, 0, 0],
      ['2026-W03', 0, 0, 1, -1],
    ]);
    expect(rows[0]?.start).toEqual(new Date('2025-12-29T00:00:00Z'));
  });

  test('count what was open before the first of them', () => {
    const spells = [spell(1, '2025-01-01'), spell(2, '2025-01-01', '2025-02-01')];
    const rows = weeklyRows(spells, WEEK, 'UTC', 2);
    expect(rows.map((row) => [row.week, row.open])).toEqual([
      ['2026-W02', 1],
      ['2026-W03', 1],
    ]);
  });

  test('keep to local weeks across a change to summer time', () => {
    const week = isoWeek(new Date('2026-04-08T00:00:00Z'), 'Europe/Berlin');
    const spells = [
      spell(1, '2026-03-29T21:59:00Z'),
      spell(2, '2026-03-29T22:00:00Z'),
      spell(3, '2026-04-12T21:59:59Z'),
    ];
    const rows = weeklyRows([...spells, spell(4, '2026-04-12T22:00:00Z')], week, 'Europe/Berlin');
    expect(rows.map((row) => [row.week, row.inflow])).toEqual([
      ['2026-W13', 1],
      ['2026-W14', 1],
      ['2026-W15', 1],
    ]);
  });

  const spells = fc.array(
    fc
      .tuple(fc.integer({ min: -400, max: 120 }), fc.option(fc.integer({ min: 0, max: 300 })))
      .map(([hours, length]): Spell => {
        const start = new Date(WEEK.start.getTime() + (hours * DAY) / 7);
        const end = length === null ? null : new Date(start.getTime() + (length * DAY) / 7);
        return { issue: 1, start, end, outcome: end && 'paid' };
      }),
  );

  test('add up: open this week is open last week and the net', () => {
    fc.assert(
      fc.property(spells, fc.constantFrom('UTC', 'America/New_York'), (all, timezone) => {
        const week = isoWeek(WEEK.start, timezone);
        const rows = weeklyRows(all, week, timezone, 8);
        rows.slice(1).forEach((row, index) => {
          expect(row.open).toBe((rows[index]?.open ?? Number.NaN) + row.net);
        });
        const open = all.filter(({ start, end }) => start < week.end && (end === null || end >= week.end));
        expect(rows.at(-1)?.open ?? 0).toBe(open.length);
      }),
    );
  });

  test('of a hundred thousand spells add up', () => {
    const many = Array.from({ length: 100_000 }, (_, n) =>
      spell(n, '2025-06-01', n % 2 ? '2025-12-01' : null),
    );
    expect(weeklyRows(many, WEEK, 'UTC', 520).at(-1)?.open).toBe(50_000);
  });
});
