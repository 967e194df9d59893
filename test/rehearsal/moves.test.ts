import { describe, expect, it } from 'vitest';
import { movesOf, rowsOf } from '../../src/rehearsal/moves.ts';
import type { ShiftAhead } from '../../src/rotation/index.ts';

const january = (day: number) => new Date(Date.UTC(2026, 0, day));

/** A shift between two days of January; of several entries, each serves from its day on. */
function shift(from: number, to: number, ...serving: (string | { from: number; who: string })[]): ShiftAhead {
  const parts = serving.map((one) => (typeof one === 'string' ? { from, who: one } : one));
  const stretches = parts.map((part, index) => ({
    start: january(part.from),
    end: january(parts[index + 1]?.from ?? to),
    serving: part.who === '' ? [] : part.who.split(' '),
  }));
  return { start: january(from), end: january(to), stretches, seats: 1 };
}

/** Each move as `login: +days -days`. */
function told(before: readonly ShiftAhead[], after: readonly ShiftAhead[]): string[] {
  const span = (sign: string) => (one: { start: Date; end: Date }) =>
    ` ${sign}${one.start.getUTCDate()}–${one.end.getUTCDate()}`;
  return movesOf(before, after).map(
    ({ login, gains, loses }) => `${login}:${gains.map(span('+')).join('')}${loses.map(span('-')).join('')}`,
  );
}

describe('whose shifts move', () => {
  it('is nobody where the plan is the same, whatever the case of a login', () => {
    expect(
      told([shift(5, 12, 'ana'), shift(12, 19, 'bo')], [shift(5, 12, 'Ana'), shift(12, 19, 'BO')]),
    ).toEqual([]);
  });

  it('is whoever changes places, in the order in which that begins', () => {
    const before = [shift(5, 12, 'ana'), shift(12, 19, 'bo'), shift(19, 26, 'cy')];
    const after = [shift(5, 12, 'ana'), shift(12, 19, 'cy'), shift(19, 26, 'bo')];
    expect(told(before, after)).toEqual(['bo: +19–26 -12–19', 'cy: +12–19 -19–26']);
  });

  it('is not whoever goes on while another covers beside them', () => {
    const before = [shift(5, 12, 'ana bo')];
    const after = [shift(5, 12, 'ana bo', { from: 7, who: 'ana cy' }, { from: 9, who: 'ana bo' })];
    expect(told(before, after)).toEqual(['bo: +5–7 +9–12 -5–12', 'cy: +7–9']);
  });

  it('is told as far as both plans reach', () => {
    const before = [shift(5, 12, 'ana'), shift(12, 19, 'bo')];
    const after = [shift(5, 12, 'ana'), shift(12, 19, 'bo'), shift(19, 26, 'cy')];
    expect(told(before, after)).toEqual([]);
  });

  it('is all of them where the handoffs move', () => {
    const before = [shift(5, 12, 'ana'), shift(12, 19, 'bo')];
    const after = [shift(5, 12, 'ana'), shift(12, 26, 'bo')];
    expect(told(before, after)).toEqual(['bo: +12–26 -12–19']);
  });

  it('counts two shifts of one person in a row as two', () => {
    expect(
      told([shift(5, 12, 'ana'), shift(12, 19, 'ana')], [shift(5, 12, 'ana'), shift(12, 19, 'bo')]),
    ).toEqual(['ana: -12–19', 'bo: +12–19']);
  });
});

it('the rows of both plans stand side by side where they begin together', () => {
  const rows = rowsOf([shift(5, 12, 'ana'), shift(12, 19, 'bo')], [shift(5, 12, 'ana'), shift(15, 22, 'bo')]);
  expect(rows.map(({ start, before, after }) => [start.getUTCDate(), !!before, !!after])).toEqual([
    [5, true, true],
    [12, true, false],
    [15, false, true],
  ]);
});
