import { describe, expect, it } from 'vitest';
import { peopleOf, readConfig } from '../../src/config/index.ts';
import { fileWith, problemsOf } from './problems-of.ts';

describe('a config file', () => {
  it('has the defaults of the docs for everything it leaves out', () => {
    const { config, problems } = readConfig(fileWith({}));
    expect(problems).toEqual([]);
    expect(config).toEqual({
      version: 1,
      mode: 'act',
      timezone: 'UTC',
      agreement: {
        ...{ engineering: [], product: [], design: [] },
        decides: {
          accept: ['engineering'],
          defer: ['product'],
          priority: ['product'],
          experience: ['design'],
        },
        answer_within: { amount: 5, unit: 'days' },
        ruling_within: { amount: 10, unit: 'days' },
        many_appeals: { appeals: 3, weeks: 8 },
      },
      working_hours: {
        days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
        from: '09:00',
        to: '17:00',
      },
      debt: { labels: ['tech-debt'], area_prefix: 'area/' },
      rotations: [
        {
          name: 'infra',
          timezone: 'UTC',
          starts: '2026-01-05T09:00',
          every: { amount: 1, unit: 'weeks' },
          on_duty: 1,
          stint: 1,
          shield: 'count',
          shield_except: [],
          repositories: ['*'],
          labels: [],
          roster: [{ login: 'ana' }, { login: 'bo' }],
          away: [],
          cap: 3,
          handoff: 'move',
        },
      ],
      heartbeat: { day: 'monday', at: '09:00', notify: [] },
      objectives: [],
    });
  });

  it('gives its time zone to the rotations that have none of their own', () => {
    const text = `timezone: Europe/Berlin\n${fileWith({})}  - {name: ops, timezone: Asia/Tokyo, starts: 2026-01-05T09:00, every: 3 days, roster: [cy]}`;
    expect(readConfig(text).config?.rotations.map(({ timezone }) => timezone)).toEqual([
      'Europe/Berlin',
      'Asia/Tokyo',
    ]);
  });

  it('takes text as it was typed, with or without quotes', () => {
    const text = `${fileWith({ roster: '[007, 1e5, true, {login: 12, from: 2026-03-01}]', starts: '2026-01-05 09:30' })}heartbeat: {at: 09:30}\ndebt: {labels: [1.10, 0x1F]}\n`;
    const { config, problems } = readConfig(text);
    expect(problems).toEqual([]);
    expect(config?.rotations[0]?.roster.flatMap(peopleOf)).toEqual(['007', '1e5', 'true', '12']);
    expect(config?.rotations[0]?.starts).toBe('2026-01-05T09:30');
    expect(config?.heartbeat.at).toBe('09:30');
    expect(config?.debt.labels).toEqual(['1.10', '0x1F']);
  });

  it.each([
    ['1 hour', { amount: 1, unit: 'hours' }],
    ['12 hours', { amount: 12, unit: 'hours' }],
    ['2  days', { amount: 2, unit: 'days' }],
    ['6 months', { amount: 6, unit: 'months' }],
  ])('reads `every: %s`', (every, parsed) => {
    expect(readConfig(fileWith({ every })).config?.rotations[0]?.every).toEqual(parsed);
  });

  it('may begin with a byte order mark, end its lines with CRLF and begin with a document marker', () => {
    const text = `\uFEFF---\n${fileWith({})}`.replaceAll('\n', '\r\n');
    expect(problemsOf(text)).toEqual([]);
    expect(problemsOf(text.replace('2026-01-05T09:00', 'soon'))[0]).toMatch(/^6:13 error/);
    expect(problemsOf('\uFEFFversion: 2\n')[0]).toMatch(/^1:10 error/);
  });

  it('may repeat itself with a few aliases', () => {
    const text = `${fileWith({ roster: '&people [ana, bo]' })}heartbeat: {notify: *people}\n`;
    expect(readConfig(text).config?.heartbeat.notify).toEqual(['ana', 'bo']);
  });

  it('accepts the same person twice if the spans on the roster do not overlap', () => {
    const roster = '[bo, {login: ana, to: 2026-03-31}, {login: Ana, from: 2026-06-01}]';
    expect(problemsOf(fileWith({ roster }))).toEqual([]);
  });

  it('has its problems in the order of the file, with paths', () => {
    const { config, problems } = readConfig('version: 1\nmode: on\nrotation: []\n');
    expect(config).toBeUndefined();
    expect(problems.map(({ line, path }) => [line, path])).toEqual([
      [2, 'mode'],
      [3, 'rotation'],
    ]);
  });

  it('says where a key stands, and where its value does', () => {
    const { locator } = readConfig(fileWith({ cap: '4' }));
    expect(locator.key(['rotations', 0, 'cap'])).toEqual({ line: 8, column: 5 });
    expect(locator.value(['rotations', 0, 'cap'])).toEqual({ line: 8, column: 10 });
    expect(locator.key(['rotations', 0, 'handoff'])).toEqual(locator.key(['rotations', 0]));
    expect(locator.key(['home'])).toEqual({ line: 1, column: 1 });
  });
});
