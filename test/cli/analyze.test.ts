import { readFileSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
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

describe('paydown analyze', () => {
  const json = JSON.stringify(EVENTS);
  const page = (events: readonly object[]) => JSON.stringify(events);
  const forms: [string, string][] = [
    ['one array', json],
    ['arrays one after the other', `${page(EVENTS.slice(0, 1))}${page(EVENTS.slice(1))}`],
    ['an array of pages', JSON.stringify([EVENTS.slice(0, 3), [], EVENTS.slice(3)])],
    ['one event a line', EVENTS.map((one) => `${JSON.stringify(one)}\n`).join('')],
    ['an indented array', JSON.stringify(EVENTS, null, 2)],
    ['any order, with repetitions', JSON.stringify([...EVENTS.toReversed(), ...EVENTS])],
    ['events of other kinds, whatever they lack', `[{"event":"committed","sha":"x"},${json.slice(1)}`],
    ['issues without a list of labels', json.replaceAll('"number"', '"labels":null,"number"')],
    [
      'files with a mark each, one after the other',
      EVENTS.map((one) => `\uFEFF[${JSON.stringify(one)}]\r\n`).join(''),
    ],
    ['a mark before it, and CR LF', `\uFEFF${JSON.stringify(EVENTS, null, 1).replaceAll('\n', '\r\n')}`],
  ];
  it.each(forms)('reads %s', async (_, text) => {
    const { spells } = (await analysed(text)).json;
    expect(spells).toMatchObject([
      { issue: 1, outcome: 'paid' },
      { issue: 2, outcome: 'declined' },
    ]);
  });

  it('reads the standard input, wherever it is cut into pieces', async () => {
    const written = JSON.stringify([{ ...EVENTS[0], title: 'ü "\\\\" {[' }, ...EVENTS.slice(1)]);
    const text = Buffer.from(`\uFEFF${written}`);
    for (const size of [1, 2, 3, 7, 64]) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
        text.subarray(n * size, (n + 1) * size),
      );
      const { code, out } = await run(fromStdin(pieces), '--events', '-', '--json');
      expect(code).toBe(0);
      expect(JSON.parse(out).spells).toHaveLength(2);
    }
  });

  it('takes several labels after one option, and after several, without regard to case', async () => {
    const bug = event(9, 'labeled', '2026-03-24T00:00:00Z', 9, { label: { name: 'Bug' } });
    const text = JSON.stringify([...EVENTS, bug]);
    for (const labels of [
      ['--label', 'TECH-DEBT', 'bug'],
      ['--label', 'bug', '--label=tech-debt'],
    ])
      expect((await analysed(text, ...labels)).json.spells).toHaveLength(3);
    expect((await analysed(text)).json.spells).toHaveLength(2);
  });

  it('reads a day without a zone as the local one', async () => {
    const zone = ['--timezone', 'Europe/Berlin'];
    const ends = async (day: string) => (await analysed(json, ...zone, '--until', day)).json.spells[0].end;
    expect(await ends('2026-03-30')).toBeNull();
    expect(await ends('2026-03-30T00:00:01')).toBe('2026-03-29T22:00:00Z');
  });

  it('ends now without --until', async () => {
    const { out } = await run(
      fromStdin([Buffer.from(json)], '2026-03-27T00:00:00Z'),
      '--events',
      '-',
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({ open: 2, weeks: [{ week: '2026-W12' }] });
  });

  it('has no weeks before the first is complete, and nothing to tell of nothing', async () => {
    const first = await analysed(json, '--until', '2026-03-22T23:30:00Z');
    expect(first.json).toMatchObject({ weeks: [], open: 2, daysToPay: { p50: null, p90: null } });
    const none = await analysed('[]');
    expect(none).toMatchObject({
      code: 0,
      json: { weeks: [], open: 0, ageDays: { p50: null, p90: null }, spells: [] },
    });
  });

  it('tells apart ids that JavaScript does not', async () => {
    const huge = json.replaceAll(/"id":(\d)/g, '"id":922337203685477580$1');
    expect((await analysed(huge)).json.spells).toEqual((await analysed(json)).json.spells);
  });

  it('is short where there is nothing to tell', async () => {
    const { out } = await run(runAnalyze, '--events', fileOf(json), '--until', '2026-01-01');
    expect(out).toBe('No debt: none of these issues was open with the label before the end.\nOpen now: 0.\n');
  });

  it('says where events do not tell of which issue they are', async () => {
    const { code, err } = await run(
      runAnalyze,
      ...['--events', fileOf(JSON.stringify(EVENTS.map(({ issue: _, ...rest }) => rest)))],
    );
    expect({ code, err: err.split('\n') }).toEqual({
      code: 0,
      err: [
        '4 events name no issue, and cannot be counted; the export of a whole repository, `repos/OWNER/REPO/issues/events`, names them.',
        'No issue was open with the label "tech-debt" before the end of the analysis.',
        '',
      ],
    });
  });

  it('names weeks of long ago with four figures', async () => {
    const old = [labeled(1, '0998-01-01T00:00:00Z')];
    const { out } = await run(
      runAnalyze,
      '--events',
      fileOf(JSON.stringify(old)),
      '--until',
      '0998-02-01',
      '--csv',
    );
    expect(out).toContain('0998-W01,');
  });

  it('counts as days to pay those paid in the 13 newest complete weeks alone', async () => {
    const paid = (id: number, from: string, to: string) => [
      labeled(id, from, id),
      event(id + 100, 'closed', to, id),
    ];
    const events = [
      ...paid(1, '2026-01-01T00:00:00Z', '2026-01-04T23:59:59Z'),
      ...paid(2, '2026-01-03T00:00:00Z', '2026-01-05T00:00:00Z'),
      ...paid(3, '2026-04-01T00:00:00Z', '2026-04-05T00:00:00Z'),
      ...paid(4, '2026-04-01T00:00:00Z', '2026-04-06T00:00:00Z'),
    ];
    const { json: told } = await analysed(JSON.stringify(events), '--until', '2026-04-08T00:00:00Z');
    expect(told.weeks.at(-1).week).toBe('2026-W14');
    expect(told.daysToPay).toEqual({ p50: 3, p90: 3.8 });
  });

  it('prints the weeks as CSV', async () => {
    const { out } = await run(runAnalyze, '--events', fileOf(json), '--csv', '--until', '2026-03-30');
    expect(out).toBe(
      [
        'week,start,open,inflow,paid,declined,relabelled,removed,net',
        '2026-W12,2026-03-16T00:00:00Z,2,2,0,0,0,0,2',
        '2026-W13,2026-03-23T00:00:00Z,1,0,1,0,0,0,-1',
        '',
      ].join('\r\n'),
    );
  });

  it('says that it is too early, with the raw change', async () => {
    const { out, err } = await run(runAnalyze, '--events', fileOf(json), '--until', '2026-03-30');
    expect(err).toBe('');
    expect(out).toBe(
      [
        'Too early to say: 2 complete weeks, and 9 are needed.',
        '1 open at the end of 2026-W13: +1 in 2 weeks.',
        'Open now: 1; half of them more than 7 days old, one in ten more than 7 days.',
        'Paid in the newest 2 weeks: half within 7 days, nine in ten within 7 days.',
        '',
        'week      open  in  paid  declined  relabelled  removed  net',
        '2026-W12     2   2     0         0           0        0   +2',
        '2026-W13     1   0     1         0           0        0   −1',
        '',
      ].join('\n'),
    );
  });

  it('tells creep, since when, and where it leads', async () => {
    const rise = Array.from({ length: 60 }, (_, n) =>
      labeled(n + 1, new Date(Date.UTC(2025, 0, 6) + n * 3.5 * 86_400_000).toISOString(), n + 1),
    );
    const { out } = await run(runAnalyze, '--events', fileOf(JSON.stringify(rise)), '--until', '2025-08-04');
    expect(out).toContain(
      'Debt is creeping: about 2.0 issues more a week, since 2025-W10. At this pace it is doubled by 2026-03-02.\n60 open at the end of 2025-W31: +26 in 13 weeks.',
    );
    expect(out).toContain('4 earlier weeks: see --csv or --json.');
  });

  it('names the labels that there are where none is the one asked for', async () => {
    const { code, out, err } = await run(runAnalyze, '--events', fileOf(json), '--label', 'tech-dept');
    expect({ code, out: out.split('\n')[0] }).toEqual({
      code: 0,
      out: 'No debt: none of these issues was open with the label before the end.',
    });
    expect(err).toBe(
      'No issue was open with the label "tech-dept" before the end of the analysis. Labels in these events: "tech-debt" (2).\n',
    );
  });
});

describe('a picture', () => {
  it('names what it shows, in words as well, and is legible in light and in dark', async () => {
    const file = fileOf('');
    const args = ['--events', fileOf(JSON.stringify(EVENTS)), '--until', '2026-03-30', '--chart', file];
    expect((await run(runAnalyze, ...args)).code).toBe(0);
    const svg = readFileSync(file, 'utf8');
    expect(svg).toContain('<title id="title">Debt from 2026-W12 to 2026-W13</title>');
    expect(svg).toContain(
      'Open debt went from 0 to 1 issues. 2026-W12: 2 open, net +2; 2026-W13: 1 open, net −1.',
    );
    expect(svg).toContain('>Open issues at the end of the week</text>');
    expect(svg).toContain('>Net: what came in less what ended</text>');
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg).not.toContain('NaN');
  });

  it('says so where there is nothing to show yet', async () => {
    const file = fileOf('');
    await run(runAnalyze, '--events', fileOf('[]'), '--chart', file);
    expect(readFileSync(file, 'utf8')).toContain('No complete week of debt yet.');
  });
});

function fromStdin(pieces: readonly Uint8Array[], now = '2027-01-01T00:00:00Z') {
  return (args: readonly string[], io: Parameters<typeof runAnalyze>[1]) =>
    runAnalyze(args, io, {
      clock: () => new Date(now),
      stdin: Readable.from(pieces),
      env: () => ({}),
      terminal: new PassThrough(),
      sleep: async () => {},
    });
}
