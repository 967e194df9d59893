import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { nextHeartbeat, reportedWeek } from '../../src/heartbeat/calendar.ts';
import { isoSeconds } from '../../src/time.ts';

function configWith(timezone: string, heartbeat: string) {
  const { config } = readConfig(`version: 1\ntimezone: ${timezone}\nheartbeat: ${heartbeat}\n`);
  if (!config) throw new Error('the config of this test is wrong');
  return config;
}

const berlin = configWith('Europe/Berlin', '{day: monday, at: "09:00"}');
const next = (config: typeof berlin, after: string) => isoSeconds(nextHeartbeat(config, new Date(after)));

test('the next heartbeat is on its day at its local time, also over a change of the clocks', () => {
  expect(next(berlin, '2026-01-06T12:00:00Z')).toBe('2026-01-12T08:00:00Z');
  expect(next(berlin, '2026-03-25T12:00:00Z')).toBe('2026-03-30T07:00:00Z');
});

test('it is strictly later, also when asked at the very instant or earlier that day', () => {
  expect(next(berlin, '2026-01-12T07:59:59Z')).toBe('2026-01-12T08:00:00Z');
  expect(next(berlin, '2026-01-12T08:00:00Z')).toBe('2026-01-19T08:00:00Z');
});

test('a time that the clocks skip is told after the gap', () => {
  const early = configWith('America/Chicago', '{day: sunday, at: "02:30"}');
  expect(next(early, '2026-03-07T12:00:00Z')).toBe('2026-03-08T08:30:00Z');
});

test('it reports the last complete week, whatever the day', () => {
  const friday = configWith('Pacific/Auckland', '{day: friday, at: "17:00"}');
  expect(reportedWeek(friday, new Date('2026-01-16T04:00:00Z')).name).toBe('2026-W02');
  expect(reportedWeek(berlin, new Date('2026-01-12T08:00:00Z')).name).toBe('2026-W02');
});
