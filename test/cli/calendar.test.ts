import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { runSchedule } from '../../src/cli/schedule.ts';
import { emptyFolder } from '../end-to-end/folder.ts';

const NASTY = `infra; ops, "night"\\shift ${'ü'.repeat(20)}`;

async function calendarOf(
  rotation: object,
  to = '2026-02-02',
): Promise<{ text: string; events: ICAL.Event[] }> {
  const folder = await emptyFolder();
  const [config, ics] = [join(folder, 'paydown.yml'), join(folder, 'duty.ics')];
  const infra = {
    name: 'infra',
    starts: '2026-01-05T09:00',
    every: '1 week',
    roster: ['ana', 'bo'],
    ...rotation,
  };
  await writeFile(config, JSON.stringify({ version: 1, timezone: 'Europe/Berlin', rotations: [infra] }));
  const said: string[] = [];
  const io = { stdout: (text: string) => said.push(text), stderr: (text: string) => said.push(text) };
  const code = await runSchedule(['--config', config, '--from', '2026-01-05', '--to', to, '--ics', ics], io);
  expect({ code, said }).toEqual({ code: 0, said: [] });
  const text = await readFile(ics, 'utf8');
  const calendar = new ICAL.Component(ICAL.parse(text));
  return { text, events: calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) };
}

test('a calendar has one event for each shift, in UTC, and does not make anybody busy', async () => {
  const { text, events } = await calendarOf({});
  expect(events.map(({ summary, startDate, endDate }) => [summary, `${startDate}`, `${endDate}`])).toEqual([
    ['ana on duty in infra', '2026-01-05T08:00:00Z', '2026-01-12T08:00:00Z'],
    ['bo on duty in infra', '2026-01-12T08:00:00Z', '2026-01-19T08:00:00Z'],
    ['ana on duty in infra', '2026-01-19T08:00:00Z', '2026-01-26T08:00:00Z'],
    ['bo on duty in infra', '2026-01-26T08:00:00Z', '2026-02-02T08:00:00Z'],
  ]);
  expect(text.match(/TRANSP:TRANSPARENT/g)).toHaveLength(4);
  expect(events[0]?.description).toBe('One shift of 1 week.');
});

test('an event goes on through the overlap, over a change of the clocks', async () => {
  const { events } = await calendarOf({ starts: '2026-03-23T09:00', overlap: '1 day' }, '2026-03-30');
  expect(events.map(({ startDate, endDate }) => [`${startDate}`, `${endDate}`])).toEqual([
    ['2026-03-23T08:00:00Z', '2026-03-31T07:00:00Z'],
  ]);
  expect(events[0]?.description).toContain('On duty until 2026-03-30T07:00:00Z, then support');
});

test('what is imported again takes the place of what was there, and names of all kinds survive', async () => {
  const first = await calendarOf({ name: NASTY });
  const second = await calendarOf({ name: NASTY, roster: ['cy', 'dee'] });
  const uids = first.events.map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(4);
  expect(second.events.map(({ uid }) => uid)).toEqual(uids);
  expect(second.events[0]?.summary).toBe(`cy on duty in ${NASTY}`);
  for (const line of first.text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('a shift without anybody is in the calendar as a gap', async () => {
  const away = [{ login: 'ana', from: '2026-01-01', to: '2026-02-28' }];
  const { events } = await calendarOf({ roster: ['ana'], away }, '2026-01-12');
  expect(events.map(({ summary }) => summary)).toEqual(['Nobody on duty in infra']);
});

test('a file that cannot be written, or two formats at once, is said to be so', async () => {
  const said: string[] = [];
  const io = { stdout: () => {}, stderr: (text: string) => said.push(text) };
  const args = [
    '--config',
    'config/examples/young.yml',
    '--from',
    '2026-01-05',
    '--to',
    '2026-02-02',
    '--ics',
  ];
  expect(await runSchedule([...args, '/no/such/folder/duty.ics'], io)).toBe(1);
  expect(said.join('')).toBe(
    '--ics: /no/such/folder/duty.ics cannot be written: there is no such file or folder.\n',
  );
  expect(await runSchedule([...args, '-', '--json'], io)).toBe(2);
  expect(said.join('')).toContain('--json and --ics do not go together');
});
