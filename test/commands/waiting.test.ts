import { expect, test } from 'vitest';
import { waitingFor } from '../../src/commands/waiting.ts';

const monday = (day: number) => new Date(Date.UTC(2026, 0, day, 9));
const now = new Date('2026-01-20T10:00:00Z');
const rotation = { roster: [{ login: 'ana' }, { login: 'bo' }, { login: 'cy' }], timezone: 'UTC' };
const shifts = [
  { start: monday(5), end: monday(12), onDuty: ['Ana'] },
  { start: monday(12), end: monday(19), onDuty: ['bo'] },
  { start: monday(19), end: monday(26), onDuty: ['cy'] },
];

test('whoever is not on duty waits from the end of their last turn, the longest first', () => {
  expect(waitingFor(rotation, { shifts, joined: new Map() }, now)).toEqual([
    { login: 'ana', since: monday(12), turns: 'some' },
    { login: 'bo', since: monday(19), turns: 'some' },
  ]);
});

test('a newcomer waits from the day they joined, and whoever never served from the first shift', () => {
  const roster = [
    ...rotation.roster,
    { login: 'dee' },
    { login: 'eve', from: '2026-01-15' },
    { login: 'pat' },
  ];
  const joined = new Map([
    ['dee', new Date('2026-01-14T00:00:00Z')],
    ['pat', new Date(0)],
  ]);
  expect(waitingFor({ ...rotation, roster }, { shifts, joined }, now).map(({ login }) => login)).toEqual([
    'pat',
    'ana',
    'dee',
    'eve',
    'bo',
  ]);
});

test('nobody waits who has left the roster, or is yet to come, or before the first shift', () => {
  const roster = [
    { login: 'ana', to: '2026-01-18' },
    { login: 'bo', from: '2026-03-01' },
    { login: 'dee', from: '2026-03-01' },
  ];
  const record = { shifts: shifts.slice(0, 1), joined: new Map() };
  expect(waitingFor({ ...rotation, roster }, record, now)).toEqual([]);
  expect(waitingFor(rotation, { shifts: [], joined: new Map() }, now)).toEqual([]);
});
