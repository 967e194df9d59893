import { describe, expect, test } from 'vitest';
import type { Rotation } from '../../src/config/index.ts';
import { type Duty, dutyShielding, isExempt, isOnDuty } from '../../src/shield/shielded.ts';
import { rotationOf } from '../rotation/rotation-of.ts';

function duty(onDuty: string[], changes: Partial<Rotation> = {}): Duty {
  return { rotation: { ...rotationOf({}), ...changes }, onDuty, until: new Date('2026-01-12T08:00:00Z') };
}

describe('whom a rotation shields', () => {
  test('only people on duty, whatever the case of their login', () => {
    const duties = [duty(['ana'])];
    expect(dutyShielding(duties, 'ANA', [])).toBe(duties[0]);
    expect(dutyShielding(duties, 'bo', [])).toBeUndefined();
    expect(isOnDuty(duties, 'Ana')).toBe(true);
    expect(isOnDuty(duties, 'bo')).toBe(false);
  });

  test('not from work that is exempt, whatever the case of the label', () => {
    const duties = [duty(['ana'], { shield: 'strict', shield_except: ['Incident'] })];
    expect(dutyShielding(duties, 'ana', ['bug', 'incident'])).toBeUndefined();
    expect(dutyShielding(duties, 'ana', ['bug'])).toBe(duties[0]);
    expect(isExempt({ shield_except: [] }, ['incident'])).toBe(false);
  });

  test('of two rotations the strictest that does not exempt it, else the first of the file', () => {
    const [counts, advises, strict] = [
      duty(['ana']),
      duty(['ana'], { shield: 'advise' }),
      duty(['ana'], { shield: 'strict', shield_except: ['incident'] }),
    ];
    expect(dutyShielding([counts, advises, strict], 'ana', [])).toBe(strict);
    expect(dutyShielding([counts, advises, strict], 'ana', ['incident'])).toBe(advises);
    const others = [duty(['ana'], { name: 'a' }), duty(['ana'], { name: 'b' })];
    expect(dutyShielding(others, 'ana', [])).toBe(others[0]);
  });
});
