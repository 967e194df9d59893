import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { runAnalyze } from '../../src/cli/analyze.ts';
import { API, openSandbox } from '../sandbox/support.ts';
import { run } from './run.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-05T10:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a repository of the simulated GitHub is fetched and analysed', async () => {
  const sandbox = await openSandbox();
  const { rest, auth } = sandbox.as('ana');
  const { token } = (await auth()) as { token: string };
  const open = (title: string) => rest.issues.create({ ...API, title, labels: ['tech-debt'] });
  const at = (instant: string) => vi.setSystemTime(new Date(instant));

  await open('Paid, and it came back');
  await open('Declined');
  await open('No debt after all');
  await open('Still there');
  at('2026-01-07T10:00:00Z');
  await rest.issues.update({ ...API, issue_number: 1, state: 'closed', state_reason: 'completed' });
  await rest.issues.update({ ...API, issue_number: 2, state: 'closed', state_reason: 'not_planned' });
  at('2026-01-08T10:00:00Z');
  await rest.issues.updateLabel({ ...API, name: 'tech-debt', new_name: 'debt' });
  at('2026-01-13T10:00:00Z');
  await rest.issues.update({ ...API, issue_number: 1, state: 'open' });
  await rest.issues.removeLabel({ ...API, issue_number: 3, name: 'debt' });
  at('2026-01-20T10:00:00Z');

  const cache = mkdtempSync(join(tmpdir(), 'paydown-'));
  onTestFinished(() => rmSync(cache, { recursive: true }));
  const env = { GITHUB_TOKEN: token, GITHUB_API_URL: sandbox.url, XDG_CACHE_HOME: cache };
  const surroundings = {
    clock: () => new Date(),
    stdin: new PassThrough(),
    env: () => env,
    terminal: new PassThrough(),
    sleep: async () => {},
  };
  const { code, out, err } = await run(
    (args, io) => runAnalyze(args, io, surroundings),
    ...['--repo', 'acme/api', '--label', 'debt', '--json'],
  );
  expect({ code, err }).toEqual({ code: 0, err: 'The label "tech-debt" was renamed: counted as "debt".\n' });
  const told = JSON.parse(out);
  expect(told.spells).toEqual([
    { issue: 1, start: '2026-01-05T10:00:00Z', end: '2026-01-07T10:00:00Z', outcome: 'paid' },
    { issue: 2, start: '2026-01-05T10:00:00Z', end: '2026-01-07T10:00:00Z', outcome: 'declined' },
    { issue: 3, start: '2026-01-05T10:00:00Z', end: '2026-01-13T10:00:00Z', outcome: 'relabelled' },
    { issue: 4, start: '2026-01-05T10:00:00Z', end: null, outcome: null },
    { issue: 1, start: '2026-01-13T10:00:00Z', end: null, outcome: null },
  ]);
  expect(told.weeks).toMatchObject([
    { week: '2026-W02', open: 2, inflow: 4, paid: 1, declined: 1, net: 2 },
    { week: '2026-W03', open: 2, inflow: 1, relabelled: 1, net: 0 },
  ]);
});
