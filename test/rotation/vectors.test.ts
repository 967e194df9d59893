import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planShifts } from '../../src/rotation/schedule.ts';
import { isoSeconds } from '../../src/time.ts';
import { rotationOf } from './rotation-of.ts';

type Vector = {
  readonly name: string;
  readonly rotation: Readonly<Record<string, unknown>>;
  readonly from: string;
  readonly to: string;
  readonly shifts: readonly unknown[];
};

const file = new URL('../fixtures/vectors/rotation.json', import.meta.url);
const { cases }: { cases: Vector[] } = JSON.parse(readFileSync(file, 'utf8'));

describe('the plan of a rotation', () => {
  it.each(cases)('$name', ({ rotation, from, to, shifts }) => {
    const planned = planShifts(rotationOf(rotation), { from: new Date(from), to: new Date(to) });
    const written = planned.map(({ start, end, onDuty }) => ({
      start: isoSeconds(start),
      end: isoSeconds(end),
      onDuty,
    }));
    expect(written).toEqual(shifts);
  });
});
