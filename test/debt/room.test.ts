import { expect, test } from 'vitest';
import { roomLeft } from '../../src/debt/room.ts';

test('room is what is left under the cap of each, and nobody over it takes from another', () => {
  const infra = { cap: 3, onDuty: ['Ana', 'bo'] };
  const loads = new Map([
    ['ana', 1],
    ['bo', 5],
  ]);
  expect(roomLeft([infra], loads)).toBe(2);
  expect(roomLeft([infra, { cap: 4, onDuty: ['ana'] }], loads)).toBe(3);
  expect(roomLeft([], loads)).toBe(0);
});
