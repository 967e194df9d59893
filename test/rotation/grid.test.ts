import { describe, expect, it } from 'vitest';
import { gridStart, handoffsAfter } from '../../src/rotation/grid.ts';
import { isoSeconds } from '../../src/time.ts';
import { rotationOf } from './rotation-of.ts';

function handoffs(entry: Record<string, unknown>, after: string, count: number): string[] {
  return handoffsAfter(rotationOf(entry), new Date(after)).take(count).map(isoSeconds).toArray();
}

describe('the grid of handoffs', () => {
  it('makes one handoff of two where Samoa skipped a day', () => {
    const entry = { timezone: 'Pacific/Apia', starts: '2011-12-28T09:00', every: '1 day' };
    expect(handoffs(entry, '2011-12-28T00:00:00Z', 4)).toEqual([
      '2011-12-28T19:00:00Z',
      '2011-12-29T19:00:00Z',
      '2011-12-30T19:00:00Z',
      '2011-12-31T19:00:00Z',
    ]);
  });

  it('starts after the gap where `starts` does not exist', () => {
    const rotation = rotationOf({ timezone: 'Pacific/Apia', starts: '2011-12-30T09:00', every: '1 day' });
    expect(isoSeconds(gridStart(rotation))).toBe('2011-12-30T19:00:00Z');
    expect(handoffsAfter(rotation, gridStart(rotation)).next().value).toEqual(
      new Date('2011-12-31T19:00:00Z'),
    );
  });

  it('keeps the wall-clock time where the clocks change by half an hour', () => {
    const entry = { timezone: 'Australia/Lord_Howe', starts: '2026-04-04T09:00', every: '1 day' };
    expect(handoffs(entry, '2026-04-03T00:00:00Z', 2)).toEqual([
      '2026-04-03T22:00:00Z',
      '2026-04-04T22:30:00Z',
    ]);
  });

  it('begins a day at midnight or, where the clocks skip it, right after the gap', () => {
    const entry = { timezone: 'Asia/Gaza', starts: '2015-03-27T00:00', every: '1 day' };
    expect(handoffs(entry, '2015-03-27T12:00:00Z', 2)).toEqual([
      '2015-03-27T22:00:00Z',
      '2015-03-28T21:00:00Z',
    ]);
  });

  it('finds the same handoffs from any instant, near or far', () => {
    for (const every of ['5 hours', '1 day', '3 weeks', '1 month', '7 months']) {
      const entry = { timezone: 'Europe/Berlin', starts: '2024-01-31T02:30', every };
      const all = handoffs(entry, '2020-01-01T00:00:00Z', 60);
      all.slice(0, -1).forEach((at, index) => {
        expect(handoffs(entry, at, 1)).toEqual([all[index + 1]]);
      });
    }
  });
});
