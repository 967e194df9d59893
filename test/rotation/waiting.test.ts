import { expect, test } from 'vitest';
import { waitingFor } from '../../src/rotation/waiting.ts';
import { rotationOf } from './rotation-of.ts';

const monday = (day: number) => new Date(Date.UTC(2026, 0, day, 9));
const now = new Date('2026-01-20T10:00:00Z');
const shifts = [
  { start: monday(5), end: monday(12), onDuty: ['Ana'] },
  { start: monday(12), end: monday(19), onDuty: ['bo'] },
  { start: monday(19), end: monday(26), onDuty: ['cy'] },
];

test('whoever is not on duty waits from the end of their last turn, the longest first', () => {
  expect(waitingFor(rotationOf({}), { shifts }, now)).toEqual([
    { name: 'ana', people: ['ana'], since: monday(12), turns: 'some' },
    { name: 'bo', people: ['bo'], since: monday(19), turns: 'some' },
  ]);
});

test('a newcomer waits from the day they joined, and whoever never served from the first shift', () => {
  const squad = { squad: 'payments', members: ['pat', 'quinn'] };
  const roster = ['ana', 'bo', 'cy', 'dee', { login: 'eve', from: '2026-01-15' }, squad];
  const joined = new Map([
    ['dee', new Date('2026-01-14T00:00:00Z')],
    ['squad:payments', new Date(0)],
  ]);
  const waiting = waitingFor(rotationOf({ roster }), { shifts, joined }, now);
  expect(waiting.map(({ name }) => name)).toEqual(['payments', 'ana', 'dee', 'eve', 'bo']);
});

test('nobody waits who has left the roster, or is yet to come, or before the first shift', () => {
  const roster = [
    { login: 'ana', to: '2026-01-18' },
    { login: 'bo', from: '2026-03-01' },
    { login: 'dee', from: '2026-03-01' },
  ];
  expect(waitingFor(rotationOf({ roster }), { shifts: shifts.slice(0, 1) }, now)).toEqual([]);
  expect(waitingFor(rotationOf({}), { shifts: [] }, now)).toEqual([]);
});
