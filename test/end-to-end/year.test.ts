import { expect, test } from 'vitest';
import type { SandboxSeed } from '../../src/sandbox/index.ts';
import { begin, configFile } from './story.ts';
import { arithmeticOf, type Expected, expectedOf, instant, percentileOf } from './year-numbers.ts';
import { createScript, type Script } from './year-script.ts';

const WEEKS = 53;

const labels = ['tech-debt', 'refactor', 'bug'];
const seed: SandboxSeed = {
  organisation: 'acme',
  people: ['ana', 'bo', 'cy', 'dee', 'pat'],
  repositories: [
    { name: '.github' },
    { name: 'infra' },
    { name: 'api', labels },
    { name: 'web', labels },
    { name: 'vault', visibility: 'private', labels },
    { name: 'tools', labels },
  ],
};

/** Some growth, some rest, some decline: how many open and how many end at a time. */
function pace(week: number, random: Script['random']): [number, number] {
  if (week < 18) return [1 + random(3), random(2)];
  if (week < 35) return [random(3), random(3)];
  return [random(2), 1 + random(3)];
}

/** The number of a row of the key numbers: this week, the week before, the mean of four. */
function rowOf(report: string, name: string): number[] {
  const line = report.split('\n').find((one) => one.startsWith(`| ${name} `));
  const cells = (line ?? '').split('|').slice(2, -1);
  return cells.map((cell) => (cell.trim() === '' ? Number.NaN : numberOf(cell.trim())));
}

function numberOf(text: string): number {
  return Number(text.replace('−', '-').replaceAll(',', ''));
}

function daysIn(report: string, what: string): number[] {
  const line = report.split('\n').find((one) => one.startsWith(`- ${what}`)) ?? '';
  const days = /half at most ([\d.,]+) days, nine in ten at most ([\d.,]+)/.exec(line);
  return (days ?? []).slice(1).map(numberOf);
}

const ROWS = {
  Open: 'open',
  'Came in': 'inflow',
  Paid: 'paid',
  Declined: 'declined',
  'Lost the label': 'relabelled',
  'Deleted or moved': 'removed',
  Net: 'net',
} as const;

/** One decimal is told; between an act and its time on GitHub lie seconds. */
const ROUNDING = 0.0501;

function expectNear(told: readonly number[], expected: readonly number[], what: string): void {
  expect(told.length, what).toBe(expected.length);
  for (const [index, value] of expected.entries()) {
    expect(Math.abs((told[index] ?? Number.NaN) - value), `${what}: ${told} for ${expected}`).toBeLessThan(
      ROUNDING,
    );
  }
}

function expectReport(report: string, weeks: readonly Expected[], index: number): void {
  const now = weeks[index];
  const before = weeks[index - 1];
  if (!now) throw new Error(`no week ${index}`);
  expect(report).toContain(`<!-- paydown:heartbeat:${now.week} -->`);
  expect(report.split('\n')).toContain(arithmeticOf(now, before));
  const newest = weeks.slice(Math.max(0, index - 3), index + 1);
  for (const [name, key] of Object.entries(ROWS)) {
    const [thisWeek, weekBefore, mean = Number.NaN] = rowOf(report, name);
    expect([thisWeek, weekBefore], `${now.week} ${name}`).toEqual([now[key], before?.[key] ?? Number.NaN]);
    const sum = newest.reduce((all, week) => all + week[key], 0);
    expectNear([mean], [sum / newest.length], `${now.week}, mean of ${name}`);
  }
  const [open = 0, openBefore] = rowOf(report, 'Open');
  if (before) expect(open, now.week).toBe((openBefore ?? Number.NaN) + now.net);
  const shares = [0.5, 0.9];
  const percentiles = (days: readonly number[]) =>
    days.length === 0 ? [] : shares.map((share) => percentileOf(days, share));
  expectNear(daysIn(report, 'Age of open debt'), percentiles(now.ages), `${now.week}, ages`);
  expectNear(daysIn(report, 'Days to pay'), percentiles(now.daysToPay), `${now.week}, days to pay`);
}

test('every number of a year of reports is what people did', { timeout: 900_000 }, async () => {
  const rotation = { every: '4 weeks', cap: 1 };
  const debt = { labels: ['tech-debt', 'refactor'] };
  const acme = await begin({
    seed,
    configs: {
      '.github': configFile({ home: 'acme/infra', debt, rotation }),
      tools: configFile({ mode: 'observe', rotation: { roster: ['dee'] } }),
    },
  });
  const script = createScript(acme, 2026);
  await script.act(5, 0);
  for (let week = 0; week < WEEKS; week += 1) {
    // Around the end of a week as well: in its last minutes, or in the first of the next, before the report of this one.
    const turn = script.random(2) === 0 ? instant(week, 6, '23:20') : instant(week, 7, '0:40');
    for (const at of [instant(week, 1 + script.random(4), '14:20'), turn]) {
      if (script.random(5) < 2) continue;
      await acme.travelTo(at);
      await script.act(...pace(week, script.random));
    }
    await acme.travelTo(instant(week, 7, '9:00').replace('00.000Z', '05.000Z'));
  }

  const reports = await acme.announcements('infra', 'heartbeat');
  const weeks = reports.map((_, week) => expectedOf(script.deeds, week));
  expect(reports).toHaveLength(WEEKS);
  for (const [index, report] of reports.entries()) expectReport(report, weeks, index);
  for (const what of ['began', 'paid', 'declined', 'relabelled', 'removed'])
    expect(script.deeds.filter((deed) => deed.what === what).length, what).toBeGreaterThan(3);
  expect(reports.some((report) => report.includes('**Debt is creeping:'))).toBe(true);
  expect(reports.some((report) => report.includes('**Debt is shrinking:'))).toBe(true);
  expect(reports.some((report) => report.includes('**No clear trend.**'))).toBe(true);
});
