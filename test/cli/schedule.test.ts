import { describe, expect, it } from 'vitest';
import { runSchedule } from '../../src/cli/schedule.ts';
import { fileOf, run } from './run.ts';

const config = `version: 1
timezone: Europe/Berlin
rotations:
  - {name: infra, starts: 2026-10-19T09:00, every: 1 week, roster: [ana, bo], on_duty: 2, away: [
      {login: ana, from: 2026-10-26, to: 2026-11-08}, {login: bo, from: 2026-11-02, to: 2026-11-08}]}
`;
const span = ['--from', '2026-10-25T00:00:00Z', '--to', '2026-11-03T00:00:00Z'];

describe('paydown schedule', () => {
  it('prints the shifts that overlap the span, in UTC, with --json', async () => {
    const { code, out, err } = await run(runSchedule, '--config', fileOf(config), ...span, '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({
      rotations: [
        {
          name: 'infra',
          timezone: 'Europe/Berlin',
          shifts: [
            { start: '2026-10-19T07:00:00Z', end: '2026-10-26T08:00:00Z', onDuty: ['ana', 'bo'] },
            { start: '2026-10-26T08:00:00Z', end: '2026-11-02T08:00:00Z', onDuty: ['bo'] },
            { start: '2026-11-02T08:00:00Z', end: '2026-11-09T08:00:00Z', onDuty: [] },
          ],
        },
      ],
    });
  });

  it('prints a table in local time for people', async () => {
    const { code, out } = await run(runSchedule, '--config', fileOf(config), ...span);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'infra, Europe/Berlin',
        '  Mon 2026-10-19 09:00 +02:00 – Mon 2026-10-26 09:00 +01:00  ana, bo',
        '  Mon 2026-10-26 09:00 +01:00 – Mon 2026-11-02 09:00 +01:00  bo',
        '  Mon 2026-11-02 09:00 +01:00 – Mon 2026-11-09 09:00 +01:00  (nobody is available)',
        '',
      ].join('\n'),
    );
  });

  it('shows a squad that is a GitHub team by its name, for the file does not say who is in it', async () => {
    const file = config.replace('[ana, bo]', '[{squad: Payments, team: pay-eng}, ana, bo]');
    const { code, out, err } = await run(
      runSchedule,
      '--config',
      fileOf(`${file}home: acme/infra\n`),
      ...span,
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\+01:00 {2}Payments\n$/);
    expect(out).toContain('bo, Payments');
  });

  it('says so when the span has no shifts, and when they begin', async () => {
    const before = ['--config', fileOf(config), '--from', '2025-01-01', '--to', '2026-10-19T07:00:00Z'];
    expect((await run(runSchedule, ...before)).out).toBe(
      'infra, Europe/Berlin\n  no shifts in this span; the first begins on 2026-10-19\n',
    );
    const inJson = JSON.parse((await run(runSchedule, ...before, '--json')).out);
    expect(inJson).toEqual({ rotations: [{ name: 'infra', timezone: 'Europe/Berlin', shifts: [] }] });
  });

  it.each(['2026-10-26T08:00:00Z', '2026-10-26T09:00+01:00', '2026-10-26T08:00:00.000', '2026-10-26 08:00'])(
    'reads the time %s',
    async (from) => {
      const { out } = await run(
        runSchedule,
        '--config',
        fileOf(config),
        '--from',
        from,
        '--to',
        '2026-10-27',
        '--json',
      );
      expect(JSON.parse(out).rotations[0].shifts).toMatchObject([{ start: '2026-10-26T08:00:00Z' }]);
    },
  );

  it('keeps warnings on stderr', async () => {
    const { code, out, err } = await run(runSchedule, '--config', fileOf('version: 1'), ...span, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ rotations: [] });
    expect(err).toMatch(/:1:1: warning: there is no rotation/);
  });

  it.each([
    ['invalid', () => fileOf('version: 2')],
    ['missing', () => '/nowhere/paydown.yml'],
  ])('fails on a config file that is %s', async (_, file) => {
    const path = file();
    const { code, out, err } = await run(runSchedule, '--config', path, ...span, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).errors).toMatchObject([{ file: path, line: 1 }]);
    expect(err).toContain(`${path}:1:`);
    expect(await run(runSchedule, '--config', path, ...span)).toMatchObject({ code: 1, out: '' });
  });

  it.each([
    ['nothing', []],
    ['no --to', ['--config', 'x', '--from', '2026-01-01']],
    ['a missing value', ['--config', '--from', '2026-01-01', '--to', '2026-02-01']],
    ['an empty value', ['--config', '', '--from', '2026-01-01', '--to', '2026-02-01']],
    ['an unknown option', ['--config', 'x', ...span, '--utc']],
    ['a repeated option', ['--config', 'x', ...span, '--to', '2026-12-01']],
    ['a stray argument', ['x', '--config', 'x', ...span]],
    [
      'a span that ends where it begins',
      ['--config', 'x', '--from', '2026-01-01', '--to', '2026-01-01T00:00:00Z'],
    ],
    ['a word for a time', ['--config', 'x', '--from', 'yesterday', '--to', '2026-01-01']],
    ['a day that does not exist', ['--config', 'x', '--from', '2026-02-30', '--to', '2026-04-01']],
  ])('refuses %s as wrong usage', async (_, args) => {
    const { code, out, err } = await run(runSchedule, ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: paydown schedule');
    const inJson = await run(runSchedule, ...args, '--json');
    expect(inJson.code).toBe(2);
    expect(JSON.parse(inJson.out).errors).toHaveLength(1);
  });

  it('refuses a span too far away to plan', async () => {
    const hourly = fileOf(config.replace('1 week', '1 hour'));
    const { code, err } = await run(
      runSchedule,
      '--config',
      hourly,
      '--from',
      '2400-01-01',
      '--to',
      '2400-01-02',
    );
    expect(code).toBe(2);
    expect(err).toContain('ask for an earlier span');
  });

  it('explains itself', async () => {
    const { code, out } = await run(runSchedule, '--help');
    expect(code).toBe(0);
    expect(out).toContain('Usage: paydown schedule');
    expect(out).not.toContain('cover');
  });

  it('names all options that are missing at once', async () => {
    expect((await run(runSchedule)).err).toContain('--config, --from and --to are missing\n');
    expect((await run(runSchedule, '--config', 'x', '--to', '2026-01-01')).err).toContain(
      '--from is missing\n',
    );
  });
});
