import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runAnalyze } from '../../src/cli/analyze.ts';
import { fileOf, run } from './run.ts';

type Vectors = { labels: string[]; cases: { name: string; events: object[]; spells: object[] }[] };
const path = new URL('../fixtures/vectors/ledger.json', import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(path, 'utf8'));

const issue = (number: number) => ({ number });
const debt = { name: 'tech-debt' };
const event = (id: number, name: string, at: string, number = 1, more: object = {}) => ({
  id,
  event: name,
  created_at: at,
  issue: issue(number),
  ...more,
});
const labeled = (id: number, at: string, number = 1) => event(id, 'labeled', at, number, { label: debt });

/** Two issues, one of which is paid over the change to summer time in Berlin. */
const EVENTS = [
  labeled(1, '2026-03-22T22:59:59Z', 1),
  labeled(2, '2026-03-22T23:00:00Z', 2),
  event(3, 'closed', '2026-03-29T22:00:00Z', 1),
  event(4, 'closed', '2026-04-06T10:00:00Z', 2, { state_reason: 'not_planned' }),
];

const until = ['--until', '2026-04-06T00:00:00Z'];

async function analysed(text: string, ...args: string[]) {
  const { code, out, err } = await run(runAnalyze, '--events', fileOf(text), ...args, '--json');
  return { code, err, json: JSON.parse(out) };
}

describe('paydown analyze --json', () => {
  it('counts local weeks over a change of the clocks, and ignores what happened later', async () => {
    const { code, err, json } = await analysed(
      JSON.stringify(EVENTS),
      '--timezone',
      'Europe/Berlin',
      ...until,
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const none = { declined: 0, relabelled: 0, removed: 0 };
    expect(json).toEqual({
      weeks: [
        { week: '2026-W12', start: '2026-03-15T23:00:00Z', open: 1, inflow: 1, paid: 0, ...none, net: 1 },
        { week: '2026-W13', start: '2026-03-22T23:00:00Z', open: 2, inflow: 1, paid: 0, ...none, net: 1 },
        { week: '2026-W14', start: '2026-03-29T22:00:00Z', open: 1, inflow: 0, paid: 1, ...none, net: -1 },
      ],
      open: 1,
      // 14 days and an hour, for the clocks are no matter of ages.
      ageDays: { p50: 14 + 1 / 24, p90: 14 + 1 / 24 },
      daysToPay: { p50: 7 - 3599 / 86_400, p90: 7 - 3599 / 86_400 },
      trend: {
        verdict: 'insufficient-data',
        pCreep: null,
        pShrink: null,
        slopePerWeek: null,
        accelerating: null,
        since: null,
        forecast: null,
      },
      spells: [
        { issue: 1, start: '2026-03-22T22:59:59Z', end: '2026-03-29T22:00:00Z', outcome: 'paid' },
        { issue: 2, start: '2026-03-22T23:00:00Z', end: null, outcome: null },
      ],
    });
  });

  it.each(vectors.cases)('tells the spells of: $name', async ({ events, spells }) => {
    const labels = ['--label', ...vectors.labels];
    const { json } = await analysed(JSON.stringify(events), ...labels, '--until', '2027-01-01');
    expect(json.spells).toEqual(spells);
  });
});
